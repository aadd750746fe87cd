using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace Platen.Engine.Embedded.Tests.Grains;

/// <summary>Waits, calls on, and fails, as its caller says.</summary>
public interface IRelayGrain : IGrainWithStringKey
{
    Task HoldAsync(string gate);

    [AlwaysInterleave]
    Task HoldInterleavedAsync(string gate);

    [ReadOnly]
    Task ReadAsync(string gate);

    Task<int> WaitForCancelAsync(string name, CancellationToken cancellationToken);

    /// <summary>Calls the first of the relays with the rest; the last one answers with its key.</summary>
    Task<string> ForwardAsync(ImmutableArray<string> relays);

    [AlwaysInterleave]
    Task<string> AnswerAsync();

    [ReadOnly]
    Task<string> ForwardReadAsync(ImmutableArray<string> relays);

    /// <summary>Calls a relay's interleaving method through another relay.</summary>
    Task<string> AskBackAsync(string via);

    Task<string> AskAsync(string relay);

    Task ThrowAsync(string message);

    Task<int> ThrowLateAsync(string message);

    Task<int> NoTaskAsync();

    [OneWay]
    Task TellAsync(string text);

    [OneWay]
    Task TellBackAsync(string relay);

    [OneWay]
    Task TellFailureAsync();

    Task<string> TellThroughAsync(string relay);

    Task<bool> StaysInTurnAsync();

    Task<string> SelfKeyThroughAsync(string relay);

    Task<string> KeyOfAsync(IRelayGrain relay);

    Task EndAndHoldAsync(string gate);
}
