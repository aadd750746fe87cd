using System.Collections.Immutable;
using Platen.Domain.Accounting;

namespace Platen.Domain.Users;

/// <summary>Users as lines of CSV, out and in. Neither cards nor secrets go out: there are only keyed hashes of them.</summary>
public static class UserTable
{
    /// <summary>Most users of a file that is imported.</summary>
    public const int LinesMax = 5_000;

    private const string LoginName = "loginName";
    private const string DisplayName = "displayName";
    private const string Email = "email";
    private const string Role = "role";
    private const string PrivateQueue = "privateQueue";
    private const string Active = "active";
    private const string Phone = "phone";
    private const string IdNumber = "idNumber";
    private const string PersonalNumber = "personalNumber";
    private const string SharedFolder = "sharedFolder";
    private const string CardNumber = "cardNumber";
    private const string IssuePin = "issuePin";
    private const string IssuePassword = "issuePassword";
    private const string Credit = "credit";

    private static readonly ImmutableArray<string> ColumnsOut = [LoginName, DisplayName, Email, Role, PrivateQueue, Active, Phone, IdNumber, PersonalNumber, SharedFolder];
    private static readonly ImmutableArray<string> ColumnsIn = [.. ColumnsOut, CardNumber, IssuePin, IssuePassword];

    /// <summary>The columns that a file that comes in can have.</summary>
    public static ImmutableArray<string> Columns => ColumnsIn;

    /// <summary>The first line of a file that goes out.</summary>
    public static string Head { get; } = string.Join(',', ColumnsOut) + "\r\n";

    /// <summary>The first line where balances go out, too.</summary>
    public static string HeadWithCredit { get; } = string.Join(',', ColumnsOut.Add(Credit)) + "\r\n";

    /// <summary>A user's line.</summary>
    public static string Line(User user) => CsvLine.Of(Values(user));

    /// <summary>A user's line with the balance of the credit account; empty: the user has none.</summary>
    public static string Line(User user, string balance) => CsvLine.Of(Values(user).Append(balance));

    private static IEnumerable<string> Values(User user) =>
    [
        user.LoginName, user.DisplayName, user.Email, CsvLine.Word(user.Role), user.PrivateQueue ? "true" : "false", user.Active ? "true" : "false",
        user.Contact.Phone, user.Contact.IdNumber, user.Contact.PersonalNumber, user.Contact.SharedFolder,
    ];

    /// <summary>Reads a file. What is wrong with the whole of it is the fault; what is wrong with a line is in the line.</summary>
    public static (ImmutableArray<UserLine> Lines, string? Fault) Read(string text)
    {
        var (lines, fault) = CsvReader.Read(text, LinesMax + 1);
        if (fault is not null || lines.Length == 0)
        {
            return ([], fault ?? "The file is empty; its first line names the columns: " + string.Join(", ", ColumnsIn) + ".");
        }

        var columns = lines[0].Values;
        if (HeadFault(columns) is { } wrong)
        {
            return ([], wrong);
        }

        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return ([.. lines.Skip(1).Select(line => ReadLine(line.Number, columns, line.Values, seen))], null);
    }

    private static string? HeadFault(ImmutableArray<string> columns)
    {
        var unknown = columns.Where(column => !ColumnsIn.Contains(column, StringComparer.OrdinalIgnoreCase)).ToList();
        return unknown.Contains(Credit, StringComparer.OrdinalIgnoreCase) ? $"The column '{Credit}' is not taken in: credit is changed by a recharge or a correction, each with its entry in the statement. Take the column out of the file."
            : unknown.Count > 0 ? $"The column '{unknown[0]}' is not known; there are {string.Join(", ", ColumnsIn)}."
            : !columns.Contains(LoginName, StringComparer.OrdinalIgnoreCase) ? $"The column {LoginName} is missing: it says who is meant."
            : columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() < columns.Length ? "A column is there twice."
            : null;
    }

    private static UserLine ReadLine(int number, ImmutableArray<string> columns, ImmutableArray<string> values, Dictionary<string, int> seen)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (values.Length > columns.Length)
        {
            errors.Add($"The line has {values.Length} values for {columns.Length} columns.");
        }

        var cells = columns.Zip(values).Where(pair => pair.Second.Length > 0).ToDictionary(pair => pair.First, pair => Plain(pair.Second), StringComparer.OrdinalIgnoreCase);
        var login = cells.GetValueOrDefault(LoginName, "");
        if (login.Length > 0 && !seen.TryAdd(login, number))
        {
            errors.Add($"The login name '{login}' is in line {seen[login]} already.");
        }

        return new UserLine
        {
            Number = number,
            LoginName = login,
            DisplayName = cells.GetValueOrDefault(DisplayName),
            Email = cells.GetValueOrDefault(Email),
            Role = RoleOf(cells.GetValueOrDefault(Role), errors),
            PrivateQueue = Flag(cells, PrivateQueue, errors),
            Active = Flag(cells, Active, errors),
            Phone = cells.GetValueOrDefault(Phone),
            IdNumber = cells.GetValueOrDefault(IdNumber),
            PersonalNumber = cells.GetValueOrDefault(PersonalNumber),
            SharedFolder = cells.GetValueOrDefault(SharedFolder),
            CardNumber = cells.GetValueOrDefault(CardNumber),
            IssuePin = Flag(cells, IssuePin, errors) ?? false,
            IssuePassword = Flag(cells, IssuePassword, errors) ?? false,
            Errors = errors.ToImmutable(),
        };
    }

    // spreadsheets shall not take a value for a formula, so an apostrophe went out before it
    private static string Plain(string value) => value.Length > 1 && value[0] == '\'' && value[1] is ('=' or '+' or '-' or '@' or '|') ? value[1..] : value;

    private static UserRole? RoleOf(string? word, ImmutableArray<string>.Builder errors)
    {
        if (word is null)
        {
            return null;
        }

        foreach (var role in new[] { UserRole.User, UserRole.Administrator })
        {
            if (word.Equals(CsvLine.Word(role), StringComparison.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        errors.Add($"'{word}' is no role; give user or administrator.");
        return null;
    }

    private static bool? Flag(Dictionary<string, string> cells, string column, ImmutableArray<string>.Builder errors)
    {
        if (!cells.TryGetValue(column, out var word))
        {
            return null;
        }

        if (!bool.TryParse(word, out var flag))
        {
            errors.Add($"{column} is '{word}'; give true or false.");
            return null;
        }

        return flag;
    }
}
