using System.ComponentModel;

namespace BloomCoin.Node.Options;

/// <summary>The form of the log; what is logged is .NET's own Logging section. Section <c>Bloom:Logging</c>.</summary>
public sealed class LoggingOptions
{
    public const string Section = "Bloom:Logging";

    /// <summary>Whether each line is a JSON object, with the values of its message apart from it, for what collects logs; else it is text for people.</summary>
    /// <value>true or false; false by default.</value>
    [Description("true or false")]
    public bool Json { get; init; }
}
