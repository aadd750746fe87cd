using Npgsql;

namespace Platen.Store.Standby;

/// <summary>The number under which this server is the active one. It is lost when another server takes over: nothing is written or read under it any more, and the process ends.</summary>
internal sealed class ServerEpoch
{
    /// <summary>What the database answers to a server whose number is not the newest.</summary>
    public const string LostState = "PL001";

    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _value;

    /// <summary>The number; 0: this server takes part in no take-over, or has none yet.</summary>
    public long Value
    {
        get => Interlocked.Read(ref _value);
        set => Interlocked.Exchange(ref _value, value);
    }

    /// <summary>Ends when another server has taken over.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Who took over, for people; empty while this one is active.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Whether a fault says so.</summary>
    public static bool IsLoss(Exception fault) => fault is PostgresException { SqlState: LostState };

    /// <summary>Another server has taken over.</summary>
    public void Lose(string reason)
    {
        Reason = Reason.Length > 0 ? Reason : reason;
        _lost.TrySetResult();
    }
}
