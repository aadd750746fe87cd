using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Sessions;
using Result = Platen.Contracts.AgentLink.V1.CheckPasswordReply.Types.Result;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>AU21, AU26, MS05: a password that a directory checks, at a panel, with the server and without it.</summary>
public sealed class DirectoryLoginTests
{
    // Mutant: the verifier counts while the server can be asked; a password that was changed would work on
    [Fact]
    public async Task Password_OfADirectory_IsTheDirectorysWord()
    {
        using var house = await StartAsync();
        house.Directory.Reply = new CheckPasswordReply { Result = Result.Wrong };
        (await house.PasswordAsync("alice", SessionFixture.AlicePassword)).Code.ShouldBe(PanelLoginCode.WrongCredential);
        house.Directory.Reply = new CheckPasswordReply { Result = Result.Ok };
        (await house.PasswordAsync("alice", "her new one")).Code.ShouldBe(PanelLoginCode.Ok);
        house.Directory.Asked.ShouldBe([SessionFixture.AlicePassword, "her new one"]);
        house.Directory.Reply = new CheckPasswordReply { Result = Result.Locked, LockedUntilMs = house.Time.GetUtcNow().AddMinutes(5).ToUnixTimeMilliseconds() };
        (await house.PasswordAsync("alice", "x")).ShouldSatisfyAllConditions(result => result.Code.ShouldBe(PanelLoginCode.Locked), result => result.RetryAfter!.Value.TotalMinutes.ShouldBe(5, 0.1));
    }

    [Fact]
    public async Task Password_WhileNobodyCanBeAsked_CountsOnlyWithAVerifier()
    {
        using var house = await StartAsync();
        (await house.PasswordAsync("alice", SessionFixture.AlicePassword)).Code.ShouldBe(PanelLoginCode.Ok);
        (await house.PasswordAsync("alice", "wrong")).Code.ShouldBe(PanelLoginCode.WrongCredential);

        using var without = await StartAsync(keepsVerifier: false);
        (await without.PasswordAsync("alice", SessionFixture.AlicePassword)).Code.ShouldBe(PanelLoginCode.NeedsServer);
        (await without.CardAsync(SessionFixture.AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);
        (await without.PinAsync(SessionFixture.AlicePin)).Code.ShouldBe(PanelLoginCode.Ok);
    }

    // AU26: such a user comes without a hash. Mutant: the empty hash matches the empty password
    [Fact]
    public async Task Password_OfAnIdentityProvider_NeverWorks()
    {
        using var house = await SessionFixture.StartAsync();
        (await house.PasswordAsync("bob", "any")).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await house.PasswordAsync("bob", "")).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await house.PinAsync("771133")).Code.ShouldBe(PanelLoginCode.Ok);
        house.Directory.Asked.ShouldBeEmpty();
    }

    private static async Task<SessionFixture> StartAsync(bool keepsVerifier = true)
    {
        var house = await SessionFixture.StartAsync();
        var alice = SessionFixture.AliceRecord();
        alice.PasswordElsewhere = true;
        alice.PasswordHash = keepsVerifier ? alice.PasswordHash : "";
        await house.SendAsync(new Change { User = alice });
        return house;
    }
}
