using BloomCoin.Cli;
using BloomCoin.Cli.Commands;
using BloomCoin.Cli.Terminal;
using Spectre.Console;

var redirected = Console.IsOutputRedirected;
ITransferView view = redirected
    ? new LineView(Console.Out, TimeProvider.System)
    : new BarView(AnsiConsole.Console, TimeProvider.System);
var context = new CommandContext(new OrleansConnector(), view, Console.Out, Console.Error)
{
    Screen = redirected || !AnsiConsole.Console.Profile.Capabilities.Ansi ? null : AnsiConsole.Console,
    Lines = redirected ? PipeOutput.Open() : Console.Out,
};
return await new BloomApp(context).Run(args);
