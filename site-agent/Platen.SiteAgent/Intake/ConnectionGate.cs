using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake;

/// <summary>
/// How many connections may be open at this site's doors, in all and from one address, so that no workstation, hostile or broken, can keep the others out. One too many is closed before a byte is read.
/// Thread-safe.
/// </summary>
internal sealed class ConnectionGate(IOptions<IntakeOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _open;

    /// <summary>Connections that are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>A place for a connection, to be disposed of with it; null: there is none.</summary>
    public IDisposable? TryEnter(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        lock (_gate)
        {
            var ofAddress = _byAddress.GetValueOrDefault(address);
            if (_open >= options.Value.ConnectionsMax || ofAddress >= options.Value.ConnectionsPerAddressMax)
            {
                AgentInstruments.OnConnectionRefused(_open >= options.Value.ConnectionsMax ? "all" : "address");
                return null;
            }

            _open++;
            _byAddress[address] = ofAddress + 1;
        }

        return new Place(this, address);
    }

    /// <summary>The gate before a listener of the web server.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        using var place = TryEnter((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        if (place is null)
        {
            connection.Abort(new ConnectionAbortedException("Too many connections are open."));
            return;
        }

        await next(connection);
    };

    private void Leave(IPAddress address)
    {
        lock (_gate)
        {
            _open--;
            if (--_byAddress[address] == 0)
            {
                _byAddress.Remove(address);
            }
        }
    }

    /// <summary>One open connection.</summary>
    private sealed class Place(ConnectionGate gate, IPAddress address) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave(address);
            }
        }
    }
}
