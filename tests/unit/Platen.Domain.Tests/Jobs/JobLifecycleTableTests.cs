using System.Text;
using Platen.Domain.Jobs;

namespace Platen.Domain.Tests.Jobs;

/// <summary>
/// The table in the docs is the code's: every state × every fact. Mutants that turn it red: charging only while processing (late and repeated ends lose money), believing a start of a deleted job,
/// forgetting the open release at deletion, holding a job whose data is gone.
/// </summary>
public sealed class JobLifecycleTableTests
{
    [Fact]
    public void Table_EveryStateAndFact_IsTheOneInTheDocs()
    {
        var documented = File.ReadAllLines(Path.Combine(Root(), "docs/architecture/jobs.md"))
            .SkipWhile(line => !line.StartsWith("| fact", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'));
        string.Join('\n', documented).ShouldBe(Render());
    }

    [Fact]
    public void Version_EveryAppliedFact_MovesByOne()
    {
        foreach (var (state, row) in StateTable.States)
        {
            foreach (var (name, fact) in StateTable.Facts)
            {
                var decision = JobLifecycle.Apply(row, fact, Sample.Context);
                (decision.Job is null).ShouldBe(decision.Code != DecisionCode.Applied, $"{name} in {state}");
                (decision.Job?.Version ?? (row?.Version ?? 0) + 1).ShouldBe((row?.Version ?? 0) + 1, $"{name} in {state}");
            }
        }
    }

    [Fact]
    public void Fact_OfAnotherAgentOrSite_IsParkedInEveryState()
    {
        foreach (var context in new[] { Sample.Context with { Agent = Domain.Sites.AgentId.Parse("north-2") }, Sample.Context with { Site = Domain.Sites.SiteId.Parse("south") } })
        {
            foreach (var (state, row) in StateTable.States.Where(state => state.Row is not null))
            {
                foreach (var (name, fact) in StateTable.Facts.Where(fact => fact.Fact is not JobReceived))
                {
                    var decision = JobLifecycle.Apply(row, fact, context);
                    (decision.Code, decision.Reason).ShouldBe((DecisionCode.Rejected, RejectionReason.NotAuthority), $"{name} in {state}");
                }
            }
        }
    }

    private static string Render()
    {
        var table = new StringBuilder();
        table.Append("| fact | ").AppendJoin(" | ", StateTable.States.Select(state => state.Name)).Append(" |\n");
        table.Append('|').Insert(table.Length, "---|", StateTable.States.Length + 1);
        foreach (var (name, fact) in StateTable.Facts)
        {
            table.Append("\n| ").Append(name).Append(" | ").AppendJoin(" | ", StateTable.States.Select(state => StateTable.Cell(state.Row, fact))).Append(" |");
        }

        return table.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Cluster.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
