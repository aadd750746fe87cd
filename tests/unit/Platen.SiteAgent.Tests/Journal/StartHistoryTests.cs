using Platen.SiteAgent.Journal;

namespace Platen.SiteAgent.Tests.Journal;

public sealed class StartHistoryTests
{
    // mutant: forget the oldest start when there are too many. An agent that was started again and again while it was cut off would be taken for a copy.
    [Fact]
    public void Starts_WithoutEndWhileCutOff_KeepThoseThatTheClusterKnows()
    {
        var history = new StartHistory();
        for (ulong i = 1; i <= 20; i++)
        {
            history.Add(StartHistory.Draw(i, i * 10));
        }

        history.Confirm();
        var known = history.All[^1];
        for (ulong i = 21; i <= 5_000; i++)
        {
            history.Add(StartHistory.Draw(i, i * 10));
        }

        history.All.Length.ShouldBe(StartHistory.StartsMax);
        var place = history.All.IndexOf(known);
        place.ShouldBe(StartHistory.KnownMax - 1);
        history.All[place + 1].Epoch.ShouldBe(21UL, "the start after it tells where a fork would begin");
        history.All[^1].Epoch.ShouldBe(5_000UL);
    }
}
