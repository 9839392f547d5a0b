namespace BloomCoin.Web.Api;

/// <summary>Answers of the routes that are none: problem details with one sentence.</summary>
internal static class Problem
{
    public static ProblemHttpResult Malformed(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static ProblemHttpResult Missing(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
