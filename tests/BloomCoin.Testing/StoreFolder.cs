namespace BloomCoin.Testing;

/// <summary>A folder for the stores of a test that is not about the disk: in memory where the system has room there, so that no commit waits for a disk.</summary>
public static class StoreFolder
{
    private const string Memory = "/dev/shm";
    private const long Room = 1 << 30;

    private static readonly bool IsInMemory = Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Room;

    /// <summary>A new folder. Who asked for it deletes it.</summary>
    /// <param name="prefix">What its name begins with.</param>
    public static DirectoryInfo Create(string prefix) => IsInMemory
        ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName()))
        : Directory.CreateTempSubdirectory(prefix);
}
