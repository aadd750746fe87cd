using System.Collections.Immutable;
using Platen.Domain.Audit;

namespace Platen.Domain.Tests.Audit;

/// <summary>LG01–LG03: the audit log for other systems, in the words of RFC 5424.</summary>
public sealed class AuditSyslogTests
{
    [Fact]
    public void Entry_AsSyslog_IsOneLineOfRfc5424()
    {
        var entry = Entry("user.updated", success: true, ("role.before", "User"), ("note", "a \"b\" \\ [c]\nd"));
        AuditSyslog.Line(entry).ShouldBe(
            "<109>1 2026-11-21T12:00:00.123456Z - platen - user.updated [audit@32473 chain=\"console\" position=\"7\" actor=\"user:1\" origin=\"192.0.2.7\" subject=\"user:2\" success=\"true\" hash=\"abc\" "
            + "d.note=\"a \\\"b\\\" \\\\ [c\\] d\" d.role.before=\"User\"]\n");
    }

    [Fact]
    public void Failure_IsAWarning_AndNamesAreNames()
    {
        var line = AuditSyslog.Line(Entry("login failed=" + new string('x', 40), success: false, ("a b]=\"", "v")));
        line.ShouldStartWith("<108>1 ");
        line.ShouldContain(" login_failed_" + new string('x', 19) + " [");
        line.ShouldContain(" d.a_b___=\"v\"");
        line.Count(c => c == '\n').ShouldBe(1);
    }

    [Fact]
    public void Entry_AsCsv_HasAsManyValuesAsColumns() =>
        AuditTable.Line(Entry("user.updated", success: true)).Split(',').Length.ShouldBe(AuditTable.Head.Split(',').Length);

    private static ChainedAuditEntry Entry(string action, bool success, params ImmutableArray<(string Name, string Value)> details) => new(
        "console",
        7,
        new AuditEntry
        {
            At = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_560),
            Actor = "user:1",
            Origin = "192.0.2.7",
            Action = action,
            Subject = "user:2",
            Success = success,
            Details = details.ToImmutableSortedDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal),
        },
        "000",
        "abc");
}
