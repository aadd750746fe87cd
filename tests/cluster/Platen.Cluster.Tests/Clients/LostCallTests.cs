using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans.Runtime;
using Platen.Silo.Hosting;
using Platen.TestKit.Time;

namespace Platen.Cluster.Tests.Clients;

/// <summary>A client's calls that are lost with a silo do not hang to their time-out; those that began later do not suffer. Mutant: leave out the filter, and FaultTests' longest pause is 30 s.</summary>
public sealed class LostCallTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly OrleansSiloLosses _losses;
    private readonly OrleansLostCallFilter _filter;

    public LostCallTests()
    {
        _losses = new OrleansSiloLosses(_time, NullLogger<OrleansSiloLosses>.Instance);
        _filter = new OrleansLostCallFilter(_losses);
    }

    [Fact]
    public async Task Call_UnderWayWhenASiloIsLost_IsGivenUpAfterTheGrace()
    {
        var call = _filter.Invoke(CallOf(new TaskCompletionSource()));
        _losses.ConnectionsChanged(2, 3);
        _time.Advance(OrleansSiloLosses.Grace - TimeSpan.FromMilliseconds(1));
        call.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Should.ThrowAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task Call_AnsweredWithinTheGrace_HasItsAnswer()
    {
        var answer = new TaskCompletionSource();
        var call = _filter.Invoke(CallOf(answer));
        _losses.Lost();
        answer.SetResult();
        _time.Advance(OrleansSiloLosses.Grace);
        await call;
    }

    [Fact]
    public async Task Call_BegunAfterTheLoss_IsNotTouched()
    {
        _losses.Lost();
        var answer = new TaskCompletionSource();
        var call = _filter.Invoke(CallOf(answer));
        _time.Advance(OrleansSiloLosses.Grace);
        call.IsCompleted.ShouldBeFalse();
        answer.SetResult();
        await call;
    }

    [Fact]
    public void Connection_ThatBegins_IsNoLoss()
    {
        var next = _losses.NextLoss();
        _losses.ConnectionsChanged(1, 0);
        _losses.IsConnected.ShouldBeTrue();
        _time.Advance(OrleansSiloLosses.Grace);
        next.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Fault_OfTheCallItself_IsTheCallers()
    {
        var answer = new TaskCompletionSource();
        var call = _filter.Invoke(CallOf(answer));
        answer.SetException(new FormatException("as the grain threw it"));
        (await Should.ThrowAsync<FormatException>(() => call)).Message.ShouldBe("as the grain threw it");
    }

    public void Dispose() => _losses.Dispose();

    private static IOutgoingGrainCallContext CallOf(TaskCompletionSource answer)
    {
        var context = Substitute.For<IOutgoingGrainCallContext>();
        context.Invoke().Returns(answer.Task);
        return context;
    }
}
