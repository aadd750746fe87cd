using System.Buffers.Text;
using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Rpc;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>The transfers that go through this gateway now, bounded in all and per agent. Thread-safe.</summary>
internal sealed class Transfers(TransferLimits limits)
{
    private const int IdBytes = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DocumentTransfer> _byId = new(StringComparer.Ordinal);

    /// <summary>Transfers now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byId.Count;
            }
        }
    }

    /// <summary>An id that nobody guesses.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Begins a transfer; it ends when it is disposed of. A former one of the same receiver and release is ended.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many.</exception>
    public DocumentTransfer Open(AgentName receiver, AgentName holder, JobId job, ReleaseId release, long resumeAt, bool isAhead)
    {
        var transfer = new DocumentTransfer(this, NewId(), receiver, holder, job, release, resumeAt, isAhead);
        DocumentTransfer? former;
        lock (_gate)
        {
            former = _byId.Values.FirstOrDefault(open => open.Receiver == receiver && open.Release == release);
            if (former is not null)
            {
                _byId.Remove(former.Id);
            }

            RequireRoom(receiver, holder);
            _byId.Add(transfer.Id, transfer);
        }

        former?.Supersede();
        return transfer;
    }

    /// <summary>The transfer that this holder was asked for; null: there is none of that id, or it is another's.</summary>
    public DocumentTransfer? Find(string id, AgentName holder)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out var transfer) && transfer.Holder == holder ? transfer : null;
        }
    }

    internal void Remove(DocumentTransfer transfer)
    {
        lock (_gate)
        {
            _byId.Remove(transfer.Id);
        }
    }

    private void RequireRoom(AgentName receiver, AgentName holder)
    {
        if (_byId.Count >= limits.TransfersMax || _byId.Values.Count(open => open.Receiver == receiver) >= limits.PerAgentMax)
        {
            throw new RpcException(RpcStatusCode.ResourceExhausted, "Too many documents are on their way at the same time: try again in a moment.");
        }

        if (_byId.Values.Count(open => open.Holder == holder) >= limits.PerAgentMax)
        {
            throw new RpcException(RpcStatusCode.ResourceExhausted, $"The agent that holds the document ({holder.Site}) sends {limits.PerAgentMax} others at the moment: try again soon.");
        }
    }
}
