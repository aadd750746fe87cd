using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Delivery;

public sealed class ReleaseBoardTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Wait_ReturnsTheNextChange_AndTheEndForEver()
    {
        var board = new ReleaseBoard(_time);
        var progress = Queued();
        board.TryAdd(progress).ShouldBeTrue();
        board.TryAdd(progress).ShouldBeFalse();

        (await board.WaitForChangeAsync(progress.Release, null, default)).ShouldBe(progress);
        var waiting = board.WaitForChangeAsync(progress.Release, progress, default);
        waiting.IsCompleted.ShouldBeFalse();
        board.Update(progress.Release, before => before with { Stage = ReleaseStage.Completed });

        var end = await waiting;
        end!.Stage.ShouldBe(ReleaseStage.Completed);
        (await board.WaitForChangeAsync(progress.Release, end, default)).ShouldBe(end);
        board.Update(progress.Release, before => before with { Stage = ReleaseStage.Partial });
        board.Find(progress.Release)!.Stage.ShouldBe(ReleaseStage.Completed, "what has ended stays as it ended");
    }

    [Fact]
    public void Ended_AfterTenMinutes_IsForgotten_AndOpenIsNot()
    {
        var board = new ReleaseBoard(_time);
        var (ended, open) = (Queued(), Queued());
        board.TryAdd(ended);
        board.TryAdd(open);
        board.Update(ended.Release, before => before with { Stage = ReleaseStage.NotPrinted });

        _time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        board.TryAdd(Queued());

        board.Find(ended.Release).ShouldBeNull();
        board.Find(open.Release).ShouldBe(open);
    }

    [Fact]
    public async Task Wait_ForAnUnknownRelease_IsNull() =>
        (await new ReleaseBoard(_time).WaitForChangeAsync(ReleaseId.New(_time), null, default)).ShouldBeNull();

    private ReleaseProgress Queued() =>
        new() { Release = ReleaseId.New(_time), Job = JobId.New(_time), Device = DeviceId.Parse("mfp-1"), Stage = ReleaseStage.Queued };
}
