using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Cluster.Tests.Guards;

/// <summary>An agent that is revoked and enrolled anew, and what either side must say to it.</summary>
internal sealed class RevocableAgent(SplitBrain split)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AgentId Id = AgentId.Parse("north-9");

    private readonly Dictionary<UserId, User> _replica = [];
    private ReplicaPosition _position = ReplicaPosition.After(0);
    private string _serial = "";
    private bool _revoked;
    private long _sequence;

    public async Task EnrolAsync(int side)
    {
        var token = (await split.Site(side).AddAgentAsync(new AddAgent { Agent = Id, EnrolAgain = true }, Branch.System, None)).Token;
        (await split.Site(1 - side).EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [1] }, None)).Code.ShouldBe(EnrolCode.Enrolled);
        _serial = (await split.Site(1 - side).GetAsync(None))!.Agents.Single(static agent => agent.Agent.Id == Id).Agent.CertificateSerial;
        _revoked = false;
    }

    public async Task RevokeAsync(int side)
    {
        (await split.Site(side).RevokeAgentAsync(Id, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        _revoked = true;
    }

    /// <summary>Reports a fact; a revoked agent's is refused, and not recorded.</summary>
    public async Task ReportAsync(int side)
    {
        var fact = new AgentFact(_sequence + 1, TimeProvider.System.GetUtcNow(), Branch.Received(JobId.New(TimeProvider.System), split.Branch.Anna));
        var result = await split.Site(side).IngestAsync(new IngestFacts { Agent = Id, Facts = [fact] }, None);
        if (_revoked)
        {
            result.Code.ShouldBe(IngestCode.Refused);
        }
        else if (result.Code == IngestCode.Gap)
        {
            // this side knew of less; from now on it knows
            result.Committed.ShouldBe(_sequence);
        }
        else
        {
            (result.Code, result.Committed).ShouldBe((IngestCode.Ok, _sequence + 1));
            _sequence++;
        }

        (await split.CountAsync($"SELECT events_committed FROM platen.agents WHERE id = '{Id}'")).ShouldBe(_sequence);
    }

    public async Task ConnectAsync(int side) =>
        (await split.Site(side).AuthorizeAgentAsync(Id, _serial, None)).ShouldBe(_revoked ? AgentAuthorization.Revoked : AgentAuthorization.Ok);

    /// <summary>What the agent's replica has after the next look is what is true.</summary>
    public async Task ReplicaKnowsAsync(int side, UserId user, bool active, int cards)
    {
        ReplicaPage page;
        do
        {
            page = await split.Site(side).ReadDownAsync(new ReadDown { Agent = Id, Position = _position, WaitMax = TimeSpan.Zero }, None);
            if (_revoked)
            {
                page.Code.ShouldBe(ReplicaPageCode.Refused);
                page.Changes.ShouldBeEmpty();
                return;
            }

            page.Code.ShouldBe(ReplicaPageCode.Page);
            _position = page.Next;
            foreach (var known in page.Changes.Select(static change => change.User).OfType<User>())
            {
                _replica[known.Id] = known;
            }
        }
        while (page.More);
        (_replica[user].Active, _replica[user].Cards.Length).ShouldBe((active, cards));
    }
}
