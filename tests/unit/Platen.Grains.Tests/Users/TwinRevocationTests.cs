using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>
/// Revoked at one activation, refused by the other one (I5), as under a partition of a cluster; random schedules of the same are in the cluster's tests. Mutants: the user's, the session's or the site's grain answers from memory; "nothing to
/// do" is decided from memory.
/// </summary>
public sealed class TwinRevocationTests : IAsyncLifetime
{
    private const string Password = "Correct-horse-7";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private GrainHost _twin = null!;
    private Branch _branch = null!;

    private IUserGrain AnnaOfTwin => _twin.Grains.User(Branch.Tenant, _branch.Anna);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        _twin = _host.Twin();
        (await _branch.AnnaGrain.SetPasswordAsync(Password, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await AnnaOfTwin.GetAsync(None))!.Active.ShouldBeTrue();
    }

    public async Task DisposeAsync()
    {
        await _twin.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task User_DeactivatedAtOneActivation_IsOutAtTheOther()
    {
        var before = await LogInAsync(_twin);
        before.Code.ShouldBe(LogInCode.Ok);
        (await _branch.AnnaGrain.DeactivateAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);

        (await AnnaOfTwin.GetAsync(None))!.Active.ShouldBeFalse();
        (await _twin.Grains.Session(Branch.Tenant).FindAsync(before.Token!, None)).ShouldBeNull();
        (await LogInAsync(_twin)).Code.ShouldBe(LogInCode.Wrong);
    }

    [Fact]
    public async Task User_ReactivatedAtTheOtherActivation_IsDeactivatedAgainAndNotTakenForInactive()
    {
        await _branch.AnnaGrain.DeactivateAsync(Branch.System, None);
        (await AnnaOfTwin.ReactivateAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);

        (await _branch.AnnaGrain.DeactivateAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);

        (await AnnaOfTwin.GetAsync(None))!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task Agent_RevokedAtOneActivation_TellsTheOtherNothingAndLearnsNothing()
    {
        var twin = _twin.Grains.Site(Branch.Tenant, Branch.SiteId);
        (await twin.AuthorizeAgentAsync(Branch.Agent, _branch.Serial, None)).ShouldBe(AgentAuthorization.Ok);
        (await _branch.Site.RevokeAgentAsync(Branch.Agent, Branch.System, None)).Code.ShouldBe(CommandCode.Done);

        (await twin.AuthorizeAgentAsync(Branch.Agent, _branch.Serial, None)).ShouldBe(AgentAuthorization.Revoked);
        var fact = _branch.Next(Branch.Received(JobId.New(_host.Time), _branch.Anna));
        (await twin.IngestAsync(new IngestFacts { Agent = Branch.Agent, Facts = [fact] }, None)).Code.ShouldBe(IngestCode.Refused);
        var page = await twin.ReadDownAsync(new ReadDown { Agent = Branch.Agent, Position = ReplicaPosition.After(0), WaitMax = TimeSpan.Zero }, None);
        (page.Code, page.Changes.Length).ShouldBe((ReplicaPageCode.Refused, 0));
        _host.Records.All<Job>().ShouldBeEmpty();
    }

    private static Task<LogInResult> LogInAsync(GrainHost host) =>
        host.Grains.Session(Branch.Tenant).LogInAsync(new LogIn { LoginName = "anna", Password = Password, Origin = "192.0.2.1" }, None);
}
