using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Tests.Jobs;

namespace Platen.Domain.Tests.Sites;

public sealed class EnrolmentTokenTests
{
    private static readonly ImmutableArray<byte> Ca = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Token_WrittenAndRead_IsTheSame()
    {
        var token = EnrolmentToken.Create(Sample.Tenant, Sample.Site, Sample.Agent, Ca);
        EnrolmentToken.TryParse(" " + token.ToText() + "\n", out var read).ShouldBeTrue();
        read!.Sha256().ShouldBe(token.Sha256());
        (read.Tenant, read.Site, read.Agent).ShouldBe((Sample.Tenant, Sample.Site, Sample.Agent));
    }

    [Fact]
    public void Token_OfTheLongestIds_IsWithinTheLimit()
    {
        var name = new string('a', 63);
        var token = EnrolmentToken.Create(Domain.Tenants.TenantId.Parse(name), SiteId.Parse(name), AgentId.Parse(name), Ca);
        EnrolmentToken.TryParse(token.ToText(), out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("platen1:acme:north:north-1:abc")]
    [InlineData("platen2:acme:north:north-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("platen1:acme:north:north-1:AAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("platen1:ACME:north:north-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("platen1:acme:north:north-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Token_Malformed_IsNotRead(string? text) => EnrolmentToken.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Token_AsLogText_HasNoSecret()
    {
        var token = EnrolmentToken.Create(Sample.Tenant, Sample.Site, Sample.Agent, Ca);
        token.ToText().ShouldNotContain("…");
        token.ToString().ShouldBe("platen1:acme:north:north-1:…");
    }
}
