using System.Text;
using BloomCoin.Web.Access;
using Microsoft.AspNetCore.Http;

namespace BloomCoin.Web.Tests;

public sealed class AccessTokenTests
{
    private const string Secret = "a secret with: a colon and \u00e4";

    [Fact]
    public void It_is_taken_as_a_bearer_token_and_as_the_password_of_any_user()
    {
        var token = new AccessToken(Secret);
        Assert.True(token.Opens(With("Bearer " + Secret)));
        Assert.True(token.Opens(With("bearer " + Secret)));
        Assert.True(token.Opens(With(Basic($"operator:{Secret}"))));
        Assert.True(token.Opens(With(Basic($":{Secret}"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a secret with: a colon")]
    [InlineData("Basic ")]
    [InlineData("Basic not base64!")]
    [InlineData("Digest a secret with: a colon and \u00e4")]
    public void Whatever_is_wrong_does_not_open(string header)
    {
        Assert.False(new AccessToken(Secret).Opens(With(header)));
        Assert.False(new AccessToken(Secret).Opens(With(Basic(Secret + ":"))));
        Assert.False(new AccessToken(Secret).Opens(With(Basic("no colon"))));
    }

    [Fact]
    public void Without_a_secret_nothing_opens()
    {
        var token = new AccessToken(null);
        Assert.False(token.IsSet);
        Assert.False(token.Opens(With("Bearer ")));
        Assert.False(token.Opens(With(Basic(":"))));
    }

    private static string Basic(string credentials) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

    private static HttpRequest With(string header) => new DefaultHttpContext { Request = { Headers = { Authorization = header } } }.Request;
}
