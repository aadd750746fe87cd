using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;

namespace Platen.Gateway.AgentLink;

/// <summary>An agent's place in the <see cref="LinkRegistry"/>, held by its newest link.</summary>
internal sealed class LinkPlace(LinkRegistry registry, AgentName agent, CancellationToken callToken) : IDisposable
{
    /// <summary>Largest key-agreement key that is passed on.</summary>
    public const int PublicKeyBytesMax = 256;

    /// <summary>The endpoint in an agent's greeting at which other agents fetch documents.</summary>
    public const string DirectEndpoint = "transfer";

    private const int AddressCharsMax = 255;

    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(callToken);
    private volatile LinkLine? _line;

    /// <summary>Fires when the call ends, or a newer link took the place.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The agent has greeted and can be sent commands.</summary>
    public bool IsOpen => _line is not null && !Token.IsCancellationRequested;

    /// <summary>SubjectPublicKeyInfo (DER) of the agent's key-agreement key, from its greeting; empty: it gave none that could be one.</summary>
    public ReadOnlyMemory<byte> TransferPublicKey { get; private set; }

    /// <summary>Where other agents can dial this one, https://host:port; null: nowhere.</summary>
    public string? DirectAddress { get; private set; }

    /// <summary>The greetings are exchanged.</summary>
    public void Open(LinkLine line, AgentHello hello)
    {
        TransferPublicKey = hello.TransferPublicKey.Length <= PublicKeyBytesMax ? hello.TransferPublicKey.Memory : default;
        DirectAddress = hello.Endpoints.TryGetValue(DirectEndpoint, out var address) && address.Length <= AddressCharsMax && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? address
            : null;
        _line = line;
    }

    /// <summary>Sends a command that no outbox keeps: it is lost with the link.</summary>
    /// <returns>False: the link has ended.</returns>
    /// <exception cref="OperationCanceledException">The token fired before the command was written; it may still be.</exception>
    public async Task<bool> TrySendAsync(Command command, CancellationToken cancellationToken)
    {
        if (_line is not { } line || Token.IsCancellationRequested)
        {
            return false;
        }

        try
        {
            await line.WriteAsync(new ClusterMessage { Command = command }, cancellationToken).WaitAsync(cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // the link broke while writing; its own call reports why
        }
    }

    /// <summary>A newer link took the place.</summary>
    public void GiveUp() => _source.Cancel();

    public void Dispose()
    {
        _line = null;
        registry.Leave(agent, this);
    }
}
