using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Devices;
using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;
using Platen.Gateway.Tests.OAuth;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Tests.Abuse;

/// <summary>Codes that are not one's own (AU27, AU28, TN02): of another tenant, of another device, already answered by somebody else.</summary>
[Collection(SiloTests.Name)]
public sealed class ForeignCodeTests(SiloHost silo)
{
    private static readonly TenantId Elsewhere = TenantId.Parse("codes-elsewhere");
    private static readonly SiteId Site = SiteId.Parse("codes-site");
    private static readonly DeviceId Device = DeviceId.Parse("codes-mfp");

    private readonly OAuthSteps _steps = new(silo);
    private readonly IGrainFactory _grains = silo.Services.GetRequiredService<IGrainFactory>();

    private Task<string> SessionAsync(string user, TenantId? tenant = null) => silo.SessionOfAsync(Domain.Users.UserId.Parse(user), tenant);

    // mutants: a code is looked up without its tenant; the portal takes a session of any tenant
    [Fact]
    public async Task QrCode_OfAnotherTenant_IsNoneHere_AndAStrangersSessionIsNoneEither()
    {
        var (theirs, ours) = (QrLogin(Elsewhere), QrLogin(SiloHost.Tenant));
        var (foreign, own) = ((await theirs.Grain.BeginAsync(Site, Device, default))!, (await ours.Grain.BeginAsync(Site, Device, default))!);
        using var browser = await Browser.LogInAsync(silo, "carol");
        (await browser.PageAsync("qr/" + theirs.Code)).ShouldContain("its time is over");
        using (var answer = await browser.PostAsync("qr/" + theirs.Code, ("number", $"{foreign.Number}")))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await theirs.Grain.CollectAsync(Site, Device, default)).State.ShouldBe(QrLoginState.Waiting);

        (await _steps.PageAsync(await SessionAsync(silo.UserId, Elsewhere), "qr/" + ours.Code, ("number", $"{own.Number}"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await ours.Grain.CollectAsync(Site, Device, default)).State.ShouldBe(QrLoginState.Waiting);
    }

    // mutants: the second approval takes the first one's place; who collects is not asked for site and device; an approval is told twice
    [Fact]
    public async Task QrCode_ApprovedTwice_IsTheFirstOnes_AtItsOwnDeviceOnly()
    {
        var (code, grain) = QrLogin(SiloHost.Tenant);
        var view = (await grain.BeginAsync(Site, Device, default))!;
        (await AnswerAsync(silo.UserId)).ShouldBe(HttpStatusCode.OK);
        (await AnswerAsync(silo.AdministratorId)).ShouldBe(HttpStatusCode.BadRequest);
        foreach (var (site, device) in new[] { (SiteId.Parse("another-site"), Device), (Site, DeviceId.Parse("another-mfp")) })
        {
            (await grain.CollectAsync(site, device, default)).User.ShouldBeNull();
        }

        var collected = await grain.CollectAsync(Site, Device, default);
        (collected.State, collected.User?.ToString()).ShouldBe((QrLoginState.Approved, silo.UserId));
        (await grain.CollectAsync(Site, Device, default)).User.ShouldBeNull("it is told once");
        (await AnswerAsync(silo.AdministratorId)).ShouldBe(HttpStatusCode.BadRequest, "and opens nothing afterwards");

        async Task<HttpStatusCode> AnswerAsync(string user) => (await _steps.PageAsync(await SessionAsync(user), "qr/" + code, ("number", $"{view.Number}"))).Status;
    }

    // mutants: user codes are indexed without the tenant's own key; the portal answers for any tenant
    [Fact]
    public async Task UserCode_OfAnotherTenantsDevice_IsNoneHere()
    {
        var client = ClientId.Parse("codes-terminal");
        var put = new PutClient { Client = client, IsNew = true, Name = "Terminal", Authentication = ClientAuthentication.None, Grants = [OAuthGrant.DeviceCode], Scopes = [Right.OwnJobs] };
        (await _grains.Clients(Elsewhere).PutAsync(put, Actor.System("test"), default)).Result.Messages.ShouldBeEmpty();
        var proof = new ClientProof { ClientId = client.Value };
        var start = await _grains.OAuth(Elsewhere).BeginDeviceAsync(new AskDevice { Proof = proof }, default);
        start.Error.ShouldBeEmpty();
        var (status, _, html) = await _steps.PageAsync(await SessionAsync(silo.UserId), "device", ("user_code", start.UserCode), ("answer", "yes"));
        status.ShouldBe(HttpStatusCode.BadRequest);
        html.ShouldContain("No device waits with this code");
        (await _grains.OAuth(Elsewhere).TokenAsync(new AskToken { Proof = proof, GrantType = OAuthSteps.DeviceGrant, DeviceCode = start.DeviceCode }, default)).Error.ShouldBe("authorization_pending");
        // the device code itself is nothing at this tenant either
        (await _grains.OAuth(SiloHost.Tenant).TokenAsync(new AskToken { Proof = proof, GrantType = OAuthSteps.DeviceGrant, DeviceCode = start.DeviceCode }, default)).Error.ShouldBe("invalid_client");
    }

    // mutant: an answer replaces the one before, so that whoever has read the code over somebody's shoulder puts an account of one's own on the device
    [Fact]
    public async Task UserCode_AnsweredByTwo_IsTheFirstOnes()
    {
        var client = await _steps.RegisterAsync("none", OAuthSteps.DeviceGrant, "own-jobs");
        var (_, device) = await _steps.PostAsync("device_authorization", null, ("client_id", client.Id));
        foreach (var (user, expected) in new[] { (silo.UserId, HttpStatusCode.OK), (silo.AdministratorId, HttpStatusCode.BadRequest) })
        {
            (await _steps.PageAsync(await SessionAsync(user), "device", ("user_code", device.GetProperty("user_code").GetString()!), ("answer", "yes"))).Status.ShouldBe(expected);
        }

        var (access, _) = await _steps.TokensAsync(("grant_type", OAuthSteps.DeviceGrant), ("client_id", client.Id), ("device_code", device.GetProperty("device_code").GetString()!));
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/session") { Headers = { Authorization = new("Bearer", access) } };
        using var answer = await silo.Anonymous.SendAsync(request);
        var session = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).ToString();
        session.ShouldContain(silo.UserId);
        session.ShouldNotContain(silo.AdministratorId);
    }

    private (string Code, IQrLoginGrain Grain) QrLogin(TenantId tenant)
    {
        var code = System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);
        return (code, _grains.QrLogin(tenant, code));
    }
}
