using BloomCoin.Storage.Tests.Crash;

namespace BloomCoin.Storage.Tests.Opening;

/// <summary>A child process that opens the storage, says so, or says why not, and ends.</summary>
internal static class OpeningProcess
{
    public const string Argument = "opening-process";

    public static async Task<int> Run(string provider, string location)
    {
        try
        {
            await using var storage = await CrashingWriter.Open(provider, location);
            Console.WriteLine("open");
            return 0;
        }
        catch (StorageException e)
        {
            Console.WriteLine(e.Message);
            return 1;
        }
    }
}
