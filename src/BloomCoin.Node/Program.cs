using BloomCoin.Chain;
using BloomCoin.Node;
using BloomCoin.Node.Hosting;

try
{
    if (await Errands.Run(args) is { } code) return code;
    await using var node = await NodeHost.Create(args, CancellationToken.None);
    var application = node.Application;
    await application.StartAsync();
    application.Logger.Ready(typeof(NodeHost).Assembly.GetName().Version!.ToString(3), application.Services.GetRequiredService<ChainParameters>().Name);
    await application.WaitForShutdownAsync();
    application.Logger.Stopped();
    return 0;
}
catch (StartupException exception)
{
    foreach (var line in exception.Lines) Console.Error.WriteLine(line);
    return 2;
}
