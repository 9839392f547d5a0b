using BloomCoin.Node.Options;

namespace BloomCoin.Node.Hosting;

/// <summary>The log on standard output: text for people, or a JSON object a line for what collects logs. Times are UTC.</summary>
internal static class ConsoleLog
{
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static void AddBloomConsole(this ILoggingBuilder logging, LoggingOptions options)
    {
        logging.ClearProviders();
        if (options.Json)
        {
            logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
            logging.AddJsonConsole(console => (console.TimestampFormat, console.UseUtcTimestamp, console.IncludeScopes) = (TimestampFormat, true, true));
        }
        else
        {
            logging.AddSimpleConsole(console => (console.TimestampFormat, console.UseUtcTimestamp, console.SingleLine) = (TimestampFormat + " ", true, true));
        }
    }
}
