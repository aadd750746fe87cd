using Platen.Domain.Sites;

namespace Platen.Gateway.Api.Sites;

/// <summary>Why nothing is taken from an agent until somebody decides.</summary>
/// <param name="Kind">forked: its data folder was restored from an older backup, or is a copy; server-behind: the server's database was restored from an older backup.</param>
/// <param name="Since">When it was found first.</param>
/// <param name="Start">The start that was refused: name it when you decide.</param>
/// <param name="AgentSequence">Last event of the agent's journal.</param>
/// <param name="ServerSequence">Last event that the server has.</param>
/// <param name="From">First event that is double (forked) or missing (server-behind).</param>
/// <param name="Through">Last such event; less than <paramref name="From"/>: none.</param>
/// <param name="Accepted">Somebody has accepted it; the agent's next link ends the fence.</param>
internal sealed record FenceJson(string Kind, DateTimeOffset Since, string Start, long AgentSequence, long ServerSequence, long From, long Through, bool Accepted)
{
    public static FenceJson? Of(AgentFence? fence) => fence is null
        ? null
        : new FenceJson(fence.Kind == FenceKind.Forked ? "forked" : "server-behind", fence.Since, fence.Start.Id, fence.AgentSequence, fence.ServerSequence, fence.From, fence.Through, fence.Accepted);
}
