using BloomCoin.Storage.Tests.Crash;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace BloomCoin.Storage.Tests;

/// <summary>The tests; or, when a crash test starts it so, the writer that will be killed.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [CrashingWriter.Argument, var provider, var location] => CrashingWriter.Run(provider, location),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
