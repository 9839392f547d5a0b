using BloomCoin.Node.Hosting;
using BloomCoin.Node.Options;

namespace BloomCoin.Node.Configuration;

/// <summary>Where the configuration comes from: the files of appsettings/, the environment, the command line; the later wins.</summary>
internal static class NodeConfiguration
{
    /// <summary>First parts of keys that are the framework's.</summary>
    private static readonly string[] FrameworkRoots = ["Logging", "environment", "contentRoot", "applicationName"];

    /// <summary>Which appsettings file is read beside the common one: Production, unless DOTNET_ENVIRONMENT says otherwise.</summary>
    public static string Environment => System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production;

    /// <summary>Reads it, and refuses what has a mistake.</summary>
    /// <exception cref="StartupException">A key or value is not as it must be; a line for each.</exception>
    public static IConfigurationRoot ReadChecked(string[] args)
    {
        var configuration = Read(args, Environment);
        var mistakes = UnknownArguments(args)
            .Select(argument => $"{argument}: there is no such argument; keys are set as --Bloom:Network=mainnet")
            .Concat(ConfigurationCheck.Of(configuration).Errors).ToList();
        return mistakes.Count > 0 ? throw new StartupException(mistakes) : configuration;
    }

    /// <summary>The options of one section.</summary>
    public static T Bind<T>(this IConfiguration configuration, string section)
        where T : new() => configuration.GetSection(section).Get<T>() ?? new T();

    public static IConfigurationRoot Read(string[] args, string environment)
    {
        var files = Path.Combine(AppContext.BaseDirectory, "appsettings");
        return new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(files, "appsettings.json"), optional: false)
            .AddJsonFile(Path.Combine(files, $"appsettings.{environment}.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();
    }

    /// <summary>Arguments that set nothing: the framework would pass over them in silence.</summary>
    public static IEnumerable<string> UnknownArguments(string[] args)
    {
        for (var index = 0; index < args.Length; index++)
        {
            var name = args[index].TrimStart('-', '/');
            var root = name.Split(':', '=')[0];
            var isKey = root.Equals(NodeOptions.Section, StringComparison.OrdinalIgnoreCase) || FrameworkRoots.Contains(root, StringComparer.OrdinalIgnoreCase);
            var hasValue = name.Contains('=', StringComparison.Ordinal);
            var takesNext = !hasValue && name.Length < args[index].Length && index + 1 < args.Length;
            if (!isKey || !(hasValue || takesNext)) yield return args[index];
            else if (takesNext) index++;
        }
    }
}
