using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Sites;

public sealed class AgentTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AgentId Second = AgentId.Parse("north-2");
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Enrol_WithItsToken_BurnsIt()
    {
        var added = await _branch.Site.AddAgentAsync(new AddAgent { Agent = Second }, Branch.System, None);
        _host.Records.All<SiteAgent>().Single(agent => agent.Id == Second).ToString().ShouldNotContain(added.Token.Split(':')[4]);
        var enrolled = await _branch.Site.EnrolAsync(new EnrolAgent { Token = added.Token, Pkcs10 = [1] }, None);
        (enrolled.Code, enrolled.Agent, enrolled.CaCertificate.Length).ShouldBe((EnrolCode.Enrolled, Second, 3));
        (await _branch.Site.EnrolAsync(new EnrolAgent { Token = added.Token, Pkcs10 = [1] }, None)).Code.ShouldBe(EnrolCode.TokenUnknown);
        _host.Records.Audit[^1].Entry.Action.ShouldBe("agent.enrol-refused");
    }

    // Mutant: burn the token outside of the compare-and-swap.
    [Fact]
    public async Task Enrol_ByTwoProcessesAtOnce_SucceedsOnce()
    {
        var token = (await _branch.Site.AddAgentAsync(new AddAgent { Agent = Second }, Branch.System, None)).Token;
        await using var twin = _host.Twin();
        var command = new EnrolAgent { Token = token, Pkcs10 = [1] };
        var results = await Task.WhenAll(_branch.Site.EnrolAsync(command, None), twin.Grains.Site(Branch.Tenant, Branch.SiteId).EnrolAsync(command, None));
        results.Count(result => result.Code == EnrolCode.Enrolled).ShouldBe(1);
        results.Count(result => result.Code == EnrolCode.TokenUnknown).ShouldBe(1);
    }

    [Fact]
    public async Task Enrol_AfterTheTokensTime_IsRefused()
    {
        var added = await _branch.Site.AddAgentAsync(new AddAgent { Agent = Second }, Branch.System, None);
        added.Expires.ShouldBe(_host.Time.GetUtcNow().AddHours(1));
        _host.Time.Advance(TimeSpan.FromHours(1));
        (await _branch.Site.EnrolAsync(new EnrolAgent { Token = added.Token, Pkcs10 = [1] }, None)).Code.ShouldBe(EnrolCode.TokenExpired);
    }

    [Fact]
    public async Task Enrol_WithABadRequest_KeepsTheToken()
    {
        var token = (await _branch.Site.AddAgentAsync(new AddAgent { Agent = Second }, Branch.System, None)).Token;
        (await _branch.Site.EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [0] }, None)).Code.ShouldBe(EnrolCode.RequestInvalid);
        (await _branch.Site.EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [1] }, None)).Code.ShouldBe(EnrolCode.Enrolled);
    }

    [Fact]
    public async Task Add_AnEnrolledAgentAgain_IsRefusedUnlessSaid()
    {
        (await _branch.Site.AddAgentAsync(new AddAgent { Agent = Branch.Agent }, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Refused);
        (await _branch.Site.AddAgentAsync(new AddAgent { Agent = Branch.Agent, EnrolAgain = true }, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Done);
        (await AuthorizeAsync(_branch.Serial)).ShouldBe(AgentAuthorization.Ok);
    }

    // Mutant: supersede the old certificate at once. An agent whose renewal's answer got lost would be locked out.
    [Fact]
    public async Task Renew_TheOldCertificate_IsGoodUntilTheNewOneIsSeen()
    {
        var command = new RenewAgent { Agent = Branch.Agent, CurrentSerial = _branch.Serial, Pkcs10 = [1] };
        (await _branch.Site.RenewAsync(command, None)).Code.ShouldBe(EnrolCode.Enrolled);
        (await AuthorizeAsync(_branch.Serial)).ShouldBe(AgentAuthorization.Ok);
        (await _branch.Site.RenewAsync(command, None)).Code.ShouldBe(EnrolCode.Enrolled);
        var latest = (await _branch.Site.GetAsync(None))!.Agents[0].Agent.CertificateSerial;
        (await AuthorizeAsync(latest)).ShouldBe(AgentAuthorization.Ok);
        (await AuthorizeAsync(_branch.Serial)).ShouldBe(AgentAuthorization.Superseded);
        (await _branch.Site.RenewAsync(command, None)).Code.ShouldBe(EnrolCode.Refused);
    }

    // I5. Mutant: authorize by certificate alone.
    [Fact]
    public async Task Revoke_AConnectedAgent_EndsItsLongPollAndItsRights()
    {
        var position = await ReplicaReading.ToTheEndAsync(_branch.Site, Branch.Agent);
        var waiting = _branch.Site.ReadDownAsync(new ReadDown { Agent = Branch.Agent, Position = position, WaitMax = TimeSpan.FromSeconds(20) }, None);
        (await _branch.Site.RevokeAgentAsync(Branch.Agent, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await waiting.WaitAsync(GrainHost.Limit)).Code.ShouldBe(ReplicaPageCode.Refused);
        (await AuthorizeAsync(_branch.Serial)).ShouldBe(AgentAuthorization.Revoked);
        (await _branch.Site.AuthorizeAgentAsync(AgentId.Parse("stranger"), "1", None)).ShouldBe(AgentAuthorization.Unknown);
    }

    [Fact]
    public async Task Heartbeat_OftenInAMinute_IsWrittenOnce()
    {
        var before = _host.Records.Commits;
        for (var i = 0; i < 10; i++)
        {
            await _branch.Site.HeartbeatAsync(new AgentHeartbeat { Agent = Branch.Agent, HeldJobs = i, AgentVersion = "1.2" }, None);
            _host.Time.Advance(TimeSpan.FromSeconds(5));
        }

        (_host.Records.Commits - before).ShouldBe(1);
        var view = (await _branch.Site.GetAsync(None))!.Agents[0];
        (view.Online, view.LastHeartbeat!.HeldJobs, view.Agent.AgentVersion).ShouldBe((true, 9, "1.2"));
        _host.Time.Advance(TimeSpan.FromMinutes(3));
        (await _branch.Site.GetAsync(None))!.Agents[0].Online.ShouldBeFalse();
    }

    private Task<AgentAuthorization> AuthorizeAsync(string serial) => _branch.Site.AuthorizeAgentAsync(Branch.Agent, serial, None);
}
