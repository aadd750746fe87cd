namespace Platen.Store.Standby;

/// <summary>What a server does while another one is active; the host says so to whoever asks.</summary>
public interface IStandbyWait
{
    /// <summary>The wait begins.</summary>
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>This server becomes the active one.</summary>
    Task EndAsync(CancellationToken cancellationToken);

    /// <summary>Another server has taken over: this process ends, within seconds.</summary>
    void StepDown();
}
