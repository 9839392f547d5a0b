using BloomCoin.Abstractions;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains;

/// <summary>Tells callers of a failed store in the words of the contract: a client app knows no class of the storage's.</summary>
internal sealed class StoreFailures(ILogger<StoreFailures> log) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (StorageException exception)
        {
            log.StoreFailed($"{context.InterfaceName}.{context.MethodName}", exception.Message);
            throw Unavailable(exception);
        }
    }

    /// <summary>The same for what a grain reads when it is activated: that is no call.</summary>
    public static async Task Translated(Func<Task> activation)
    {
        try
        {
            await activation();
        }
        catch (StorageException exception)
        {
            throw Unavailable(exception);
        }
    }

    /// <summary>Without an inner exception: it would travel too, and the callers do not have its class.</summary>
    private static StoreUnavailableException Unavailable(StorageException exception) => new($"the database cannot be used: {exception.Message}");
}
