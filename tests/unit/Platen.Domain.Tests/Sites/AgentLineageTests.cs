using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Tests.Sites;

/// <summary>A journal that goes on is told from one that was put back; nothing honest is ever fenced.</summary>
public sealed class AgentLineageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Judge_AnAgentOfBefore_Continues() => Judge(Known(100), new JournalClaim()).Code.ShouldBe(LineageCode.Continues);

    [Fact]
    public void Judge_TheFirstStartThatSaysSo_IsLetInWhateverIsCommitted()
    {
        // an agent of now was served by a server of before: its start is not on record, its events are
        var verdict = Judge(Agent(150), Claim(last: 150, Start(1, 101)));
        verdict.Code.ShouldBe(LineageCode.Continues);
        verdict.Next.Starts.ShouldBe([Start(1, 101)]);
    }

    [Theory]
    [InlineData(50)] // all was reported
    [InlineData(40)] // the agent's last ten events were still to come when it stopped
    public void Judge_ARestart_Continues(long committed)
    {
        var verdict = Judge(Known(committed, Start(1, 1)), Claim(last: 50, Start(1, 1), Start(2, 51)));
        verdict.Code.ShouldBe(LineageCode.Continues);
        verdict.Next.Starts.ShouldBe([Start(1, 1), Start(2, 51)]);
        verdict.Next.EventsCommitted.ShouldBe(committed);
    }

    [Fact]
    public void Judge_ManyRestartsWithoutTheServer_Continues() =>
        Judge(Known(50, Start(1, 1)), Claim(last: 90, Start(1, 1), Start(2, 51), Start(3, 60), Start(4, 91))).Code.ShouldBe(LineageCode.Continues);

    // mutant: do not look at where the next start begins
    [Fact]
    public void Judge_ACopyOfARunningAgentPutBack_IsAFork()
    {
        var verdict = Judge(Known(100, Start(1, 1)), Claim(last: 55, acknowledged: 45, Start(1, 1), Start(3, 51)));
        verdict.Code.ShouldBe(LineageCode.Fenced);
        var fence = verdict.Next.Fence.ShouldNotBeNull();
        (fence.Kind, fence.From, fence.Through, fence.AgentSequence, fence.ServerSequence, fence.Start).ShouldBe((FenceKind.Forked, 51, 100, 55, 100, Start(3, 51)));
        verdict.Next.Starts.ShouldBe([Start(1, 1)], "nothing of it is let in");
    }

    // mutant: take a start that is not known for a new one. The copy went on without the server, until it had more events than the server.
    [Fact]
    public void Judge_ACopyOfAStoppedAgentPutBack_IsAFork_HoweverLongItsJournalIs()
    {
        var verdict = Judge(Known(100, Start(1, 1), Start(2, 51)), Claim(last: 500, acknowledged: 50, Start(1, 1), Start(3, 51), Start(4, 300)));
        (verdict.Code, verdict.Found!.From, verdict.Found.Through).ShouldBe((LineageCode.Fenced, 51, 100));
    }

    [Fact]
    public void Judge_TheSameStartWithLess_IsAFork() =>
        Judge(Known(100, Start(1, 1)), Claim(last: 60, acknowledged: 45, Start(1, 1))).Found.ShouldNotBeNull().From.ShouldBe(46);

    [Fact]
    public void Judge_AnEmptyDataFolderUnderTheSameName_IsAForkFromTheFirstEvent() =>
        Judge(Known(100, Start(1, 1)), Claim(last: 3, Start(9, 1))).Found.ShouldNotBeNull().From.ShouldBe(1);

    [Fact]
    public void Judge_TheRightAgentBesideAFencedCopy_Continues()
    {
        var fenced = Judge(Known(100, Start(1, 1)), Claim(last: 55, Start(1, 1), Start(3, 51))).Next;
        Judge(fenced, Claim(last: 120, Start(1, 1))).Code.ShouldBe(LineageCode.Continues);
    }

    [Fact]
    public void Judge_AnAcceptedFork_GoesOnWhereItParted_AndTheOtherLineIsTheForkThen()
    {
        var fenced = Judge(Known(100, Start(1, 1), Start(2, 51)), Claim(last: 55, acknowledged: 50, Start(1, 1), Start(3, 51))).Next;
        var accepted = fenced with { Fence = fenced.Fence! with { Accepted = true } };

        // it was restarted once more meanwhile
        var verdict = Judge(accepted, Claim(last: 60, acknowledged: 50, Start(1, 1), Start(3, 51), Start(4, 58)));

        (verdict.Code, verdict.Next.EventsCommitted, verdict.Next.Fence).ShouldBe((LineageCode.Accepted, 50, null));
        verdict.Next.Starts[^1].ShouldBe(Start(4, 58));
        Judge(verdict.Next, Claim(last: 70, acknowledged: 50, Start(1, 1), Start(3, 51), Start(4, 58))).Code.ShouldBe(LineageCode.Continues);
        Judge(verdict.Next with { EventsCommitted = 60 }, Claim(last: 130, acknowledged: 100, Start(1, 1), Start(2, 51))).Code.ShouldBe(LineageCode.Fenced);
    }

    // mutant: let every start in once one of the same agent was accepted
    [Fact]
    public void Judge_AnotherCopyThanTheAcceptedOne_IsFenced()
    {
        var fenced = Judge(Known(100, Start(1, 1)), Claim(last: 55, Start(1, 1), Start(3, 51))).Next;
        Judge(fenced with { Fence = fenced.Fence! with { Accepted = true } }, Claim(last: 55, Start(1, 1), Start(5, 51))).Code.ShouldBe(LineageCode.Fenced);
    }

    [Fact]
    public void Judge_ARestoredDatabase_WhileTheJournalHasAll_SendsAgain()
    {
        var verdict = Judge(Known(60, Start(1, 1)), Claim(last: 120, acknowledged: 100, Start(1, 1), Start(2, 80)) with { Oldest = 55 });
        (verdict.Code, verdict.Next.EventsCommitted, verdict.Next.Fence).ShouldBe((LineageCode.Resend, 60, null));
    }

    [Fact]
    public void Judge_ARestoredDatabase_WithEventsThatNobodyHas_IsFenced_AndGoesOnBehindThemOnceAccepted()
    {
        var claim = Claim(last: 120, acknowledged: 100, Start(1, 1), Start(2, 80)) with { Oldest = 90 };
        var fenced = Judge(Known(60, Start(1, 1)), claim);
        (fenced.Code, fenced.Found!.Kind, fenced.Found.From, fenced.Found.Through).ShouldBe((LineageCode.Fenced, FenceKind.ServerBehind, 61, 89));

        var accepted = Judge(fenced.Next with { Fence = fenced.Next.Fence! with { Accepted = true } }, claim);

        (accepted.Code, accepted.Next.EventsCommitted).ShouldBe((LineageCode.Accepted, 89));
        Judge(accepted.Next, claim).Code.ShouldBe(LineageCode.Resend);
    }

    [Fact]
    public void Judge_ASecondTime_WritesNothingAgain()
    {
        var claim = Claim(last: 55, Start(1, 1), Start(3, 51));
        var first = Judge(Known(100, Start(1, 1)), claim).Next;
        AgentLineage.Judge(first, claim, Now.AddHours(1)).Next.ShouldBeSameAs(first);
    }

    // A copy of the folder (start 3) was let in at 12; the journal itself went on and was started again (4) much later. Mutant: only its own next start is looked at, and its events 12 to 16 pass for the copy's.
    [Fact]
    public void Judge_AJournalBesideACopyOfIt_ForksWhereTheCopyBegan()
    {
        var verdict = Judge(Known(16, Start(1, 1), Start(3, 12)), Claim(last: 40, acknowledged: 8, Start(1, 1), Start(4, 35)));
        (verdict.Code, verdict.Found!.From).ShouldBe((LineageCode.Fenced, 12));
        var accepted = Judge(verdict.Next with { Fence = verdict.Next.Fence! with { Accepted = true } }, Claim(last: 40, acknowledged: 8, Start(1, 1), Start(4, 35)));
        (accepted.Code, accepted.Next.EventsCommitted).ShouldBe((LineageCode.Accepted, 11));
        accepted.Next.Starts.ShouldBe([Start(1, 1), Start(4, 35)]);
    }

    // The copy (2) was started once more (3) before it linked: its events since 12 are on record, not only those since 14.
    [Fact]
    public void Judge_ACopyThatWasStartedTwice_IsOnRecordWithBothStarts() =>
        Judge(Known(8, Start(1, 1)), Claim(last: 20, Start(1, 1), Start(2, 12), Start(3, 14))).Next.Starts.ShouldBe([Start(1, 1), Start(2, 12), Start(3, 14)]);

    private static LineageVerdict Judge(SiteAgent agent, JournalClaim claim) => AgentLineage.Judge(agent, claim, Now);

    private static AgentStart Start(int id, long first) => new(id.ToString("x32"), first);

    private static SiteAgent Known(long committed, params ImmutableArray<AgentStart> starts) => Agent(committed) with { Starts = starts };

    private static SiteAgent Agent(long committed) =>
        new() { Tenant = TenantId.Parse("acme"), Site = SiteId.Parse("north"), Id = AgentId.Parse("north-1"), EventsCommitted = committed, Version = 3 };

    private static JournalClaim Claim(long last, params ImmutableArray<AgentStart> starts) => Claim(last, acknowledged: 0, starts);

    private static JournalClaim Claim(long last, long acknowledged, params ImmutableArray<AgentStart> starts) => new() { Starts = starts, Last = last, Acknowledged = acknowledged };
}
