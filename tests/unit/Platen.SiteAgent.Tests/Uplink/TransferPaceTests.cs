using Platen.SiteAgent.Uplink.Transfer;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Uplink;

/// <summary>ADR 0040: copies in advance come no faster than an agent allows, all together.</summary>
public sealed class TransferPaceTests
{
    private const int Rate = 64 * 1024;
    private readonly ManualTimeProvider _time = new();

    // mutants: each caller has the whole rate; what was not used for a while is saved up
    [Fact]
    public async Task Bytes_OfAllTogether_TakeTheirTime_AndIdleTimeIsNotSavedUp()
    {
        var pace = new TransferPace(Rate, _time);
        _time.Advance(TimeSpan.FromMinutes(10));
        var (first, second) = (pace.TakeAsync(Rate, default).AsTask(), pace.TakeAsync(Rate, default).AsTask());

        _time.Advance(TimeSpan.FromSeconds(0.9));
        (first.IsCompleted, second.IsCompleted).ShouldBe((false, false));
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await first.WaitAsync(TimeSpan.FromSeconds(10));
        second.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        await second.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
