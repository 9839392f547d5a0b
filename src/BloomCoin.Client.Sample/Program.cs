using BloomCoin.Client;
using BloomCoin.Client.Connection;
using BloomCoin.Client.Sample;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// Shows a node, and then what happens there until Ctrl+C, or until --blocks=N tips have come.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.Services.AddBloomCoinClient(builder.Configuration);
builder.Services.AddTransient<Overview>().AddTransient<Follower>();
using var host = builder.Build();
try
{
    await host.StartAsync();
    var stop = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    var start = await host.Services.GetRequiredService<Overview>().Show(Console.Out, stop);
    await host.Services.GetRequiredService<Follower>().Follow(start, Tips(builder.Configuration["blocks"]), Console.Out, stop);
    await host.StopAsync();
    return 0;
}
catch (NodeUnreachableException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
catch (OptionsValidationException exception)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, exception.Failures));
    return 2;
}

static int Tips(string? text) => int.TryParse(text, out var tips) && tips > 0 ? tips : int.MaxValue;
