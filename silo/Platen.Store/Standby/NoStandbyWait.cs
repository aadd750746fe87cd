namespace Platen.Store.Standby;

/// <summary>Nobody is told.</summary>
internal sealed class NoStandbyWait : IStandbyWait
{
    public Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void StepDown()
    {
    }
}
