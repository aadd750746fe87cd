using Platen.Contracts.AgentLink.V1;
using Platen.Rpc.Client;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>An open FetchDocument call on a connection of its own.</summary>
internal sealed class RawFetch(RpcChannel channel, RpcBidiCall<DocumentDownRequest, DocumentDown> call) : IAsyncDisposable
{
    public RpcBidiCall<DocumentDownRequest, DocumentDown> Call => call;

    public async ValueTask DisposeAsync()
    {
        await call.DisposeAsync();
        channel.Dispose();
    }
}
