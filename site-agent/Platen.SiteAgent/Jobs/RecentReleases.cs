using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Jobs;

/// <summary>The outcomes of the last releases, also of jobs that are gone: a retry of a release that destroyed its job must hear that it is over. Bounded; the oldest go first.</summary>
internal sealed class RecentReleases
{
    /// <summary>How many are remembered.</summary>
    public const int Max = 16_384;

    private readonly Dictionary<ReleaseId, FinishedReleaseFact> _byId = [];
    private readonly Queue<ReleaseId> _inOrder = new();

    public IEnumerable<FinishedReleaseFact> All => _inOrder.Select(id => _byId[id]);

    public void Add(FinishedReleaseFact fact)
    {
        if (!_byId.TryAdd(fact.Id, fact))
        {
            return;
        }

        _inOrder.Enqueue(fact.Id);
        if (_inOrder.Count > Max)
        {
            _byId.Remove(_inOrder.Dequeue());
        }
    }

    public FinishedReleaseFact? Find(ReleaseId id) => _byId.GetValueOrDefault(id);
}
