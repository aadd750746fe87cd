using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Clients;

/// <summary>AU03, AU20: logging in at a device by each way, and being shut out.</summary>
[Collection(SystemGroup.Name)]
public sealed class PanelLoginTests(PlatenSystem system)
{
    [Fact]
    public async Task Login_ByPinCardAndPassword_OpensTheUsersList()
    {
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user);
        foreach (var credential in new object[] { new { method = "pin", pin = user.Pin }, new { method = "card", card = user.Card }, new { method = "password", loginName = user.LoginName, password = user.Password } })
        {
            using var terminal = await system.LogInAtPanelAsync("mfp-ipp", credential);
            await terminal.JobAsync(document);
        }
    }

    [Fact]
    public async Task Login_WithAWrongPin_SaysSoAndWhatToDo()
    {
        var fault = await Should.ThrowAsync<SystemFaultException>(() => system.LogInAtPanelAsync("mfp-lpr", new { method = "pin", pin = "0000000001" }));
        fault.Status.ShouldBe(401);
        fault.Message.ShouldContain("This was not recognised");
    }

    [Fact]
    public async Task Jobs_OfAnotherUser_AreNeitherListedNorReleased()
    {
        var (owner, other) = (await system.NewUserAsync(), await system.NewUserAsync());
        var document = await system.PrintAsync(owner);
        var job = await system.ServerJobAsync(document);
        using var terminal = await system.LogInAtPanelAsync(other);
        (await terminal.JobsAsync()).ShouldBeEmpty();
        (await Should.ThrowAsync<SystemFaultException>(() => terminal.StartReleaseAsync(job.Id))).Status.ShouldBe(404);
    }

    // I5. Mutant: end sessions of revoked users only at the next login
    [Fact]
    public async Task RevokedUser_WhileOnline_IsShutOutAtOnce()
    {
        var user = await system.NewUserAsync();
        using var terminal = await system.LogInAtPanelAsync(user);
        await system.Server.DeactivateAsync(user);
        await Eventually.TrueAsync("the end of the revoked user's session", () => RefusedAsync(() => terminal.JobsAsync()), TimeSpan.FromSeconds(3));
        (await RefusedAsync(() => system.LogInAtPanelAsync(user))).ShouldBeTrue("a revoked user logged in again");
    }

    private static async Task<bool> RefusedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (SystemFaultException fault) when (fault.Status is 401 or 403)
        {
            return true;
        }
    }
}
