using BloomCoin.Cli;
using BloomCoin.Cli.Terminal;
using Spectre.Console;

ITransferView view = Console.IsOutputRedirected
    ? new LineView(Console.Out, TimeProvider.System)
    : new BarView(AnsiConsole.Console, TimeProvider.System);
return await new BloomApp(new OrleansConnector(), view, Console.Out, Console.Error).Run(args);
