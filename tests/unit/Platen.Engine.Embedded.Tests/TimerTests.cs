using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;
using Platen.TestKit.Time;

namespace Platen.Engine.Embedded.Tests;

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Timer_TicksWhenDueAndThenEveryPeriod()
    {
        await using var host = new EngineHost(time: _clock);
        await host.Get<ITimedGrain>("t").StartAsync(3 * Second, 2 * Second, interleave: false, keepAlive: false);
        _clock.Advance(2.9 * Second);
        host.Probe.Count("tick").ShouldBe(0);
        await TickAsync(host, 0.1 * Second, 1);
        await TickAsync(host, 2 * Second, 2);
        await TickAsync(host, 2 * Second, 3);
    }

    [Fact]
    public async Task Timer_Changed_FollowsItsNewTimes()
    {
        await using var host = new EngineHost(time: _clock);
        var grain = host.Get<ITimedGrain>("t");
        await grain.StartAsync(Second, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: false);
        await TickAsync(host, Second, 1);
        _clock.Advance(100 * Second);
        host.Probe.Count("tick").ShouldBe(1);
        await grain.ChangeAsync(5 * Second, Timeout.InfiniteTimeSpan);
        await TickAsync(host, 5 * Second, 2);
    }

    /// <summary>Goes red when a tick runs without being admitted like a request.</summary>
    [Fact]
    public async Task Tick_DuringATurn_WaitsForItsEnd()
    {
        await using var host = new EngineHost(time: _clock);
        var grain = host.Get<ITimedGrain>("t");
        await grain.StartAsync(Second, Second, interleave: false, keepAlive: false);
        var held = grain.HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        _clock.Advance(10 * Second);
        host.Probe.Count("tick").ShouldBe(0);
        host.Probe.Open("gate");
        await Wait.ForAsync(held, "the held call");
        await host.Probe.SaidAsync("tick");
        host.Probe.Count("tick").ShouldBe(1, "ticks do not pile up");
    }

    [Fact]
    public async Task Tick_OfAnInterleavingTimer_RunsDuringATurn()
    {
        await using var host = new EngineHost(time: _clock);
        var grain = host.Get<ITimedGrain>("t");
        await grain.StartAsync(Second, Second, interleave: true, keepAlive: false);
        var held = grain.HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        await TickAsync(host, Second, 1);
        host.Probe.Open("gate");
        await Wait.ForAsync(held, "the held call");
    }

    [Fact]
    public async Task Ticks_UnderHammering_NeverOverlapTurns()
    {
        await using var host = new EngineHost();
        var grain = host.Get<ITimedGrain>("t");
        await grain.StartAsync(TimeSpan.Zero, TimeSpan.Zero, interleave: false, keepAlive: false);
        var calls = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            while (host.Probe.Count("tick") < 200)
            {
                await grain.WorkAsync(yields: worker % 3);
                Interlocked.Increment(ref calls);
            }
        }))).WaitAsync(Wait.Limit);
        calls.ShouldBeGreaterThan(0);
        host.Probe.Count("overlap").ShouldBe(0);
    }

    [Fact]
    public async Task Tick_ThatFails_IsLoggedAndTheTimerGoesOn()
    {
        await using var host = new EngineHost(time: _clock);
        await host.Get<ITimedGrain>("fails").StartAsync(Second, Second, interleave: false, keepAlive: false);
        await TickAsync(host, Second, 1);
        await TickAsync(host, Second, 2);
        host.Log.Entries.ShouldContain(static entry => entry.Exception is InvalidDataException && entry.Text.Contains("timed/fails"));
    }

    [Fact]
    public async Task Timer_Disposed_CancelsARunningTickAndTicksNoMore()
    {
        await using var host = new EngineHost(time: _clock);
        var grain = host.Get<ITimedGrain>("slow");
        await grain.StartAsync(Second, Second, interleave: true, keepAlive: false);
        await TickAsync(host, Second, 1);
        await grain.StopAsync();
        await host.Probe.SaidAsync("tick cancelled");
        _clock.Advance(100 * Second);
        host.Probe.Count("tick").ShouldBe(1);
    }

    [Fact]
    public async Task Timer_OfADeactivatedGrain_TicksNoMore()
    {
        await using var host = new EngineHost(time: _clock);
        var grain = host.Get<ITimedGrain>("t");
        await grain.StartAsync(Second, Second, interleave: false, keepAlive: true);
        await TickAsync(host, Second, 1);
        await grain.EndSoonAsync();
        await host.Probe.SaidAsync("deactivate ApplicationRequested");
        _clock.Advance(100 * Second);
        host.Probe.Count("tick").ShouldBe(1);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Tick_KeepsItsGrainFromIdlenessOnlyWhenAsked(bool keepAlive, int deactivations)
    {
        await using var host = new EngineHost(time: _clock);
        await host.Get<ITimedGrain>("t").StartAsync(60 * Second, 60 * Second, interleave: false, keepAlive);
        for (var minute = 0; minute < 20; minute++)
        {
            var before = host.Probe.Count("tick");
            _clock.Advance(60 * Second);
            if (host.Probe.Count("deactivate ActivationIdle") == 0 && minute < 14)
            {
                await host.Probe.SaidAsync("tick", before + 1);
                await _clock.WaitForTimersAsync(3);
            }
        }

        await Wait.UntilAsync(() => host.Probe.Count("deactivate ActivationIdle") == deactivations, $"{deactivations} idle deactivations");
    }

    [Fact]
    public async Task DelayDeactivation_KeepsAnIdleGrainForItsTime()
    {
        await using var host = new EngineHost(time: _clock);
        await host.Get<ITimedGrain>("t").KeepAsync(TimeSpan.FromHours(2));
        _clock.Advance(TimeSpan.FromMinutes(119));
        host.Probe.Count("deactivate ActivationIdle").ShouldBe(0);
        _clock.Advance(TimeSpan.FromMinutes(2));
        await host.Probe.SaidAsync("deactivate ActivationIdle");
    }

    [Fact]
    public async Task Registration_OutsideATurn_IsRefused()
    {
        await using var host = new EngineHost(time: _clock);
        (await Should.ThrowAsync<InvalidOperationException>(() => host.Get<ITimedGrain>("t").StartOutsideTurnAsync())).Message.ShouldContain("its own turn");
    }

    [Fact]
    public async Task Registration_WithATimeOutOfBounds_IsRefused()
    {
        await using var host = new EngineHost(time: _clock);
        var grain = host.Get<ITimedGrain>("t");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => grain.StartAsync(-2 * Second, Second, interleave: false, keepAlive: false));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => grain.StartAsync(Second, TimeSpan.FromDays(60), interleave: false, keepAlive: false));
    }

    private async Task TickAsync(EngineHost host, TimeSpan time, int ticks)
    {
        // the engine's two sweeps and this timer
        await _clock.WaitForTimersAsync(3);
        _clock.Advance(time);
        await host.Probe.SaidAsync("tick", ticks);
        host.Probe.Count("tick").ShouldBe(ticks);
    }
}
