using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Audit rows of changes of a user: what was, and what is (LG01). Names and addresses of people stay out of it.</summary>
internal static class UserAudit
{
    public static AuditEntry Updated(User before, User after, Actor actor, DateTimeOffset now)
    {
        var details = ImmutableArray.CreateBuilder<(string Name, string Value)>();
        Add("role", before.Role.ToString(), after.Role.ToString());
        Add("language", before.Language, after.Language);
        Add("delegates", string.Join(", ", before.Delegates), string.Join(", ", after.Delegates));
        Add("private-queue", before.PrivateQueue.ToString(), after.PrivateQueue.ToString());
        Add("second-phase", before.SecondPhase.ToString(), after.SecondPhase.ToString());
        Add("demanded-second-phase", before.DemandedSecondPhase.ToString(), after.DemandedSecondPhase.ToString());
        string[] names = [Changed("login-name", before.LoginName, after.LoginName), Changed("display-name", before.DisplayName, after.DisplayName), Changed("email", before.Email, after.Email), before.Contact == after.Contact ? "" : "contact"];
        if (names.Any(name => name.Length > 0))
        {
            details.Add(("changed", string.Join(", ", names.Where(name => name.Length > 0))));
        }

        return ConsoleCommit.Audit(actor, now, "user.updated", $"user:{after.Id}", details: details.ToImmutable());

        void Add(string name, string was, string isNow)
        {
            if (was != isNow)
            {
                details.AddRange((name + ".before", was), (name + ".after", isNow));
            }
        }
    }

    private static string Changed(string name, string before, string after) => before == after ? "" : name;
}
