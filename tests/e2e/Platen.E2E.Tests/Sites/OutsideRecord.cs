using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Sites;

/// <summary>What clients were told, and, in the end, whether paper and ledger agree with it (I1 to I4).</summary>
internal sealed class OutsideRecord(SystemOfBranches system, string where)
{
    private readonly List<Acknowledged> _acknowledged = [];

    // a disk that was put back took them, or what had become of them, with it
    private readonly List<Acknowledged> _shaken = [];

    public int Count => _acknowledged.Count + _shaken.Count;

    public void Add(Acknowledged document) => _acknowledged.Add(document);

    /// <summary>A branch's disk is put back: nobody knows of the documents so far what it has of them. No release of them is charged twice all the same.</summary>
    public void Shake()
    {
        _shaken.AddRange(_acknowledged);
        _acknowledged.Clear();
    }

    public Acknowledged? Find(PanelJob job) => _acknowledged.Concat(_shaken).FirstOrDefault(known => known.Document.IsTitle(job.Title));

    /// <summary>The documents of which the server does not know that they were printed, with what it knows.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync()
    {
        var jobs = await system.Server.JobsAsync("");
        return
        [
            .. from known in _acknowledged
               let job = jobs.FirstOrDefault(job => job.Sha256 == known.Document.Sha256)
               where job?.State != "completed"
               select $"{known.Document.Title} ({known.Queue}): {(job is null ? "not known" : $"{job.State}, {job.StateReason}")}",
        ];
    }

    public async Task CheckAsync()
    {
        var jobs = await system.Server.JobsAsync("");
        foreach (var (document, _) in _acknowledged)
        {
            await CheckAsync(document, jobs.Where(known => known.Sha256 == document.Sha256).ShouldHaveSingleItem($"{where}: {document.Title}"));
        }

        foreach (var job in jobs.Where(job => _shaken.Any(known => known.Document.Sha256 == job.Sha256)))
        {
            await ChargedOnceAsync(job);
        }

        (await system.Server.VerifyAuditAsync()).GetProperty("whole").GetBoolean().ShouldBeTrue(where);
    }

    private async Task CheckAsync(SentDocument document, ServerJob job)
    {
        var entries = await ChargedOnceAsync(job);
        var (main, branch) = await system.CopiesAsync(document);
        var completed = entries.Count(entry => entry.Outcome == "completed");
        completed.ShouldBe(1, $"{where}: {document.Title} ({job.Queue}) was printed by {completed} releases; nobody chose it after it was printed");
        job.PrintedTimes.ShouldBe(1, $"{where}: {document.Title} is recorded as printed {job.PrintedTimes} times");
        (main + branch).ShouldBeInRange(completed, entries.Count, $"{where}: {document.Title} came out {main} times at main and {branch} at the branch; its entries: {string.Join("; ", entries)}");
    }

    private async Task<IReadOnlyList<LedgerEntry>> ChargedOnceAsync(ServerJob job)
    {
        var entries = await system.Server.LedgerAsync("job=" + job.Id);
        entries.DistinctBy(entry => entry.Release).Count().ShouldBe(entries.Count, $"{where}: a release of {job.Title} was charged twice");
        return entries;
    }
}
