using System.ComponentModel;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Client.Facts;
using BloomCoin.Keys.Payments;
using Microsoft.AspNetCore.Mvc;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /transactions/{txid} and POST /transactions.</summary>
internal static class TransactionRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/transactions/{txid}", Get).WithName("getTransaction").WithSummary("A transaction that waits for a block, or is in one").WithTags("Transactions")
            .WithDescription("Of the best chain: one that only a side branch has is not found.").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/transactions", Submit).WithName("submitTransaction").WithSummary("Gives the node a signed transaction").WithTags("Transactions")
            .WithDescription("What is accepted is durable. Giving one again is harmless.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));
    }

    /// <summary>The longest transaction that is relayed, as digits in JSON.</summary>
    private const int MaxBody = (2 * Payment.MaxLength) + 100;

    private static async Task<Results<Ok<FoundTransactionFacts>, ProblemHttpResult>> Get(
        IBloomClient node, [Description("64 hexadecimal digits.")] string txid, CancellationToken cancellation)
    {
        if (!Hash256.TryParse(txid, out var id)) return Problem.Malformed($"{txid} is no hash of 64 hexadecimal digits");
        var waiting = await node.Mempool.Find([id], Payment.MaxLength, cancellation);
        if (waiting.Found.Split() is [var bytes])
        {
            return Transaction.TryParse(bytes, out var transaction, out var violation)
                ? TypedResults.Ok(new FoundTransactionFacts(TransactionFacts.Of(transaction), null))
                : throw new InvalidDataException($"the node's transaction {id} breaks {violation}");
        }

        // A reorganisation between the two questions may have left the block without it.
        var holder = await node.Chain.FindBlockOf(id, cancellation);
        return holder is not null && BlockFacts.Of(holder).Transactions.FirstOrDefault(one => one.Txid == id.ToString()) is { } found
            ? TypedResults.Ok(new FoundTransactionFacts(found, new BlockPlaceFacts(holder.Height, holder.Hash.ToString())))
            : Problem.Missing($"{id} is in no block of the best chain, and does not wait for one");
    }

    private static async Task<Results<Ok<SubmittedFacts>, ProblemHttpResult>> Submit(
        IBloomClient node, SignedTransaction transaction, CancellationToken cancellation)
    {
        if (!HexDigits.TryParse(transaction.Hex, out var bytes)) return Problem.Malformed("hex is not an even number of hexadecimal digits");
        var verdict = (await node.Transactions.Submit(TransactionBatch.Of([bytes]), cancellation)).Verdicts[0];
        if (verdict.IsHeld()) return TypedResults.Ok(new SubmittedFacts(verdict.Txid.ToString()!, verdict.Outcome == SubmitOutcome.AlreadyHeld));
        return TypedResults.Problem(
            verdict.Explain(),
            statusCode: StatusCodes.Status422UnprocessableEntity,
            title: "The transaction is not taken",
            extensions: [new("outcome", verdict.Outcome.ToString()), new("rule", verdict.Rule)]);
    }
}

/// <summary>A transaction, and where it is.</summary>
/// <param name="Transaction">What it says.</param>
/// <param name="Block">The block that it is in; none while it waits for one.</param>
internal sealed record FoundTransactionFacts(TransactionFacts Transaction, BlockPlaceFacts? Block);

/// <summary>A block of the best chain.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record BlockPlaceFacts(int Height, string Hash);

/// <summary>A transaction on its way to the node.</summary>
/// <param name="Hex">Its bytes as hexadecimal digits: at most 100 000 bytes.</param>
internal sealed record SignedTransaction(string? Hex);

/// <summary>A transaction that the node holds.</summary>
/// <param name="Txid">Its id.</param>
/// <param name="WasHeld">Whether it was held before.</param>
internal sealed record SubmittedFacts(string Txid, bool WasHeld);
