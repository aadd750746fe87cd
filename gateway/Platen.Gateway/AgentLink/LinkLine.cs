using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;

namespace Platen.Gateway.AgentLink;

/// <summary>The way down one agent's link: several write, one at a time.</summary>
/// <param name="writer">The call's own.</param>
/// <param name="linkToken">Fires when the link ends.</param>
internal sealed class LinkLine(IRpcWriter<ClusterMessage> writer, CancellationToken linkToken) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    /// <summary>Writes a message. The token ends the wait for the turn only: a write that has begun ends with the link, as half a message would break the link for all.</summary>
    public async Task WriteAsync(ClusterMessage message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await writer.WriteAsync(message, cancellationToken: linkToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
