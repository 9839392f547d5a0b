using BloomCoin.Storage.Tests.Crash;
using BloomCoin.Storage.Tests.Opening;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace BloomCoin.Storage.Tests;

/// <summary>The tests; or, as a child of one, another node's process.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [CrashingWriter.Argument, var provider, var location] => CrashingWriter.Run(provider, location),
        [OpeningProcess.Argument, var provider, var location] => OpeningProcess.Run(provider, location),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
