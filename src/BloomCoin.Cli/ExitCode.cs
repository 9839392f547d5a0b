namespace BloomCoin.Cli;

/// <summary>What `bloom` tells the shell. The help text of the root command lists these.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>A block, a transaction, a payment, a file or the node's answer was refused, or there is no such block, connection or ban, or no phases.</summary>
    public const int Refused = 1;

    /// <summary>It could not start or go on: a wrong command line or setting, no node, a file that cannot be read or written.</summary>
    public const int Unusable = 2;

    /// <summary>128 + SIGINT, as shells expect after Ctrl+C.</summary>
    public const int Stopped = 130;
}
