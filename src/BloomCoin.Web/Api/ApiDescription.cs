using Microsoft.AspNetCore.OpenApi;

namespace BloomCoin.Web.Api;

/// <summary>What /openapi/v1.json says of the API as a whole.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "BloomCoin node";
        document.Info.Description = "Reads the chain, the mempool, the phases and the peers of a node, and takes transactions. Amounts are integers in units: 10^8 make one "
            + "BLOOM. Hashes are 64 hexadecimal digits. Errors are problem details (RFC 9457).";
        document.Servers?.Clear();   // wherever it was fetched from
        return Task.CompletedTask;
    });
}
