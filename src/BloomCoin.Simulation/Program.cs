using BloomCoin.Simulation.CommandLine;
using Spectre.Console;

// Where nobody watches there is no window that a table could be fitted to.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
return await new SimulateApp(AnsiConsole.Console, Console.Error).Run(args);
