using System.Text.Json;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Login;

namespace Platen.Desktop.Tests.Login;

/// <summary>RFC 8414: what the server says of itself cannot lead a login elsewhere.</summary>
public sealed class ServerMetadataTests
{
    private static readonly Uri Server = new("https://print.example.com:8090/");

    [Fact]
    public void Metadata_OfTheServer_IsTaken() => Read("https://print.example.com:8090", "https://print.example.com:8090/oauth2/token").Token.AbsolutePath.ShouldBe("/oauth2/token");

    [Theory]
    [InlineData("https://other.example.com:8090", "https://print.example.com:8090/oauth2/token")]
    [InlineData("https://print.example.com:8090", "https://evil.example.net/oauth2/token")]
    [InlineData("https://print.example.com:8090", "http://print.example.com:8090/oauth2/token")]
    [InlineData("https://print.example.com:8090", "https://print.example.com/oauth2/token")]
    [InlineData("https://print.example.com:8090", "/oauth2/token")]
    [InlineData("", "https://print.example.com:8090/oauth2/token")]
    public void Metadata_ThatLeadsElsewhere_IsRefused(string issuer, string token)
    {
        // mutants: the issuer is not compared; an endpoint at another host is used
        Should.Throw<DesktopException>(() => Read(issuer, token)).Code.ShouldBe(ExitCode.Refused);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"issuer": 5}""")]
    public void Metadata_ThatIsNone_IsRefused(string body) => Should.Throw<DesktopException>(() => ServerMetadata.Read(Server, JsonSerializer.Deserialize<JsonElement>(body)));

    private static ServerMetadata Read(string issuer, string token)
    {
        const string At = "https://print.example.com:8090/oauth2/";
        return ServerMetadata.Read(Server, JsonSerializer.SerializeToElement(new Dictionary<string, string>
        {
            ["issuer"] = issuer, ["token_endpoint"] = token, ["authorization_endpoint"] = At + "authorize", ["device_authorization_endpoint"] = At + "device", ["revocation_endpoint"] = At + "revoke",
        }));
    }
}
