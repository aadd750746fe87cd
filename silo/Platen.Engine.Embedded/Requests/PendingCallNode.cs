namespace Platen.Engine.Embedded.Requests;

/// <summary>A call in the list of those whose callers wait.</summary>
internal sealed class PendingCallNode(CallRequest call, long since, PendingCallList list)
{
    public CallRequest Call { get; } = call;

    public long Since { get; } = since;

    public PendingCallList List { get; } = list;

    public PendingCallNode? Previous { get; set; }

    public PendingCallNode? Next { get; set; }

    public bool IsListed { get; set; }
}
