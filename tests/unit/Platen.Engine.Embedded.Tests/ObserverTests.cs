using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests;

public sealed class ObserverTests
{
    [Fact]
    public async Task Observers_HearAllInOrderAndOneAtATime()
    {
        await using var host = new EngineHost();
        var (ann, bob) = (new Listener(host.Probe, "ann"), new Listener(host.Probe, "bob"));
        var grain = host.Get<INewsGrain>("n");
        await grain.SubscribeAsync(host.Grains.CreateObjectReference<INewsObserver>(ann));
        await grain.SubscribeAsync(host.Grains.CreateObjectReference<INewsObserver>(bob));
        await grain.PublishAsync(from: 0, count: 500);
        await host.Probe.SaidAsync("ann 499");
        await host.Probe.SaidAsync("bob 499");
        foreach (var name in new[] { "ann", "bob" })
        {
            host.Probe.Events.Where(text => text.StartsWith(name, StringComparison.Ordinal)).ShouldBe(Enumerable.Range(0, 500).Select(number => $"{name} {number}"));
        }

        host.Probe.Count("overlap").ShouldBe(0);
        GC.KeepAlive((ann, bob));
    }

    [Fact]
    public async Task Observer_ThatFails_HarmsNobodyElseAndIsLogged()
    {
        await using var host = new EngineHost();
        var (ann, bob) = (new Listener(host.Probe, "ann"), new Listener(host.Probe, "bob"));
        var grain = host.Get<INewsGrain>("n");
        await grain.SubscribeAsync(host.Grains.CreateObjectReference<INewsObserver>(ann));
        await grain.SubscribeAsync(host.Grains.CreateObjectReference<INewsObserver>(bob));
        await grain.PublishAsync(from: -1, count: 3);
        await host.Probe.SaidAsync("ann 1");
        await host.Probe.SaidAsync("bob 1");
        host.Log.Entries.ShouldContain(static entry => entry.Exception != null && entry.Exception.Message == "ann dislikes -1");
        GC.KeepAlive((ann, bob));
    }

    [Fact]
    public async Task Observer_ThatIsSlow_DoesNotHoldItsNotifier()
    {
        await using var host = new EngineHost();
        var ann = new Listener(host.Probe, "ann");
        var grain = host.Get<INewsGrain>("n");
        await grain.SubscribeAsync(host.Grains.CreateObjectReference<INewsObserver>(ann));
        await Wait.ForAsync(grain.PublishTextAsync("one"), "the notifier");
        await Wait.ForAsync(grain.PublishTextAsync("two"), "the notifier");
        host.Probe.Open("ann hears");
        await host.Probe.SaidAsync("ann two");
        host.Probe.Events.ShouldBe(["ann one", "ann two"]);
        GC.KeepAlive(ann);
    }

    [Fact]
    public async Task Observer_Asked_GivesItsAnswerOrFailureToTheCaller()
    {
        await using var host = new EngineHost();
        var ann = new Listener(host.Probe, "ann");
        var grain = host.Get<INewsGrain>("n");
        await grain.SubscribeAsync(host.Grains.CreateObjectReference<INewsObserver>(ann));
        (await Should.ThrowAsync<InvalidDataException>(() => grain.AskAsync())).Message.ShouldBe("ask somebody else");
        GC.KeepAlive(ann);
    }

    [Fact]
    public async Task Reference_Deleted_IsHeardOfNoMore()
    {
        await using var host = new EngineHost();
        var ann = new Listener(host.Probe, "ann");
        var reference = host.Grains.CreateObjectReference<INewsObserver>(ann);
        var grain = host.Get<INewsGrain>("n");
        await grain.SubscribeAsync(reference);
        host.Grains.DeleteObjectReference<INewsObserver>(reference);
        await grain.PublishAsync(from: 0, count: 1);
        await Should.ThrowAsync<OrleansMessageRejectionException>(() => grain.AskAsync());
        host.Probe.Count("ann 0").ShouldBe(0);
        GC.KeepAlive(ann);
    }

    [Fact]
    public async Task RawObserver_PassedToAGrain_IsRefused()
    {
        await using var host = new EngineHost();
        var ann = new Listener(host.Probe, "ann");
        (await Should.ThrowAsync<ArgumentException>(() => host.Get<INewsGrain>("n").SubscribeAsync(ann))).Message.ShouldContain("CreateObjectReference");
    }

    [Fact]
    public async Task Grain_PassingItself_PassesAReference()
    {
        await using var host = new EngineHost();
        (await host.Get<IRelayGrain>("me").SelfKeyThroughAsync("other")).ShouldBe("me False");
    }

    [Fact]
    public async Task References_ToTheSameGrain_AreEqual()
    {
        await using var host = new EngineHost();
        host.Get<IRelayGrain>("a").ShouldBe(host.Get<IRelayGrain>("a"));
        host.Get<IRelayGrain>("a").ShouldNotBe(host.Get<IRelayGrain>("b"));
    }
}
