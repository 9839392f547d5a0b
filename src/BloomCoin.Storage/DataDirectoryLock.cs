namespace BloomCoin.Storage;

/// <summary>One node a data folder. The operating system lets go of the lock when the process ends, however it ends.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private const string FileName = "node.lock";

    /// <summary>What opening a file with FileShare.None fails with when another has it: EAGAIN on Linux and macOS, a sharing violation on Windows.</summary>
    private const int LinuxInUse = 11, MacInUse = 35, WindowsInUse = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Creates the folder where it is missing.</summary>
    /// <exception cref="StorageException">Another node uses the folder, or nothing can be written there.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new DataDirectoryLock(new FileStream(
                Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult is LinuxInUse or MacInUse or WindowsInUse)
        {
            throw new StorageException($"the data folder {directory} is in use by another node", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"the data folder {directory} cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
