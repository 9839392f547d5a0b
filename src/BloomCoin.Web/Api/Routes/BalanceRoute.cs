using System.ComponentModel;
using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Client.Facts;

namespace BloomCoin.Web.Api.Routes;

/// <summary>GET /addresses/{address}.</summary>
internal static class BalanceRoute
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/addresses/{address}", Get)
        .WithName("getBalance").WithSummary("What an address owns at the tip").WithTags("Chain")
        .WithDescription("One that was never paid owns nothing: that is no error.");

    private static async Task<Results<Ok<BalanceFacts>, ProblemHttpResult>> Get(
        IBloomClient node, [Description("An Ed25519 public key, 64 hexadecimal digits.")] string address, CancellationToken cancellation) =>
        Hash256.TryParse(address, out var owner)
            ? TypedResults.Ok(BalanceFacts.Of(owner.ToString(), await node.Ledger.GetBalance(owner, cancellation), unspent: null))
            : Problem.Malformed($"{address} is no address of 64 hexadecimal digits");
}
