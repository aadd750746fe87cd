using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>AU02: users from files.</summary>
public sealed class UserTableTests
{
    [Fact]
    public void Read_QuotesLineEndsAndByteOrderMark_AreUnderstood()
    {
        var (lines, fault) = UserTable.Read("\uFEFFloginName,displayName,email\r\nanna,\"Muster, \"\"Anna\"\"\r\nB.\",anna@example.com\r\n\r\nbert,,\n");
        fault.ShouldBeNull();
        lines.Select(line => (line.Number, line.LoginName, line.DisplayName, line.Email))
            .ShouldBe([(2, "anna", "Muster, \"Anna\"\r\nB.", "anna@example.com"), (5, "bert", null, null)]);
    }

    [Fact]
    public void Read_Semicolons_SeparateWhereTheHeadHasNoComma() =>
        UserTable.Read("LOGINNAME;Active;issuePin\nanna;false;TRUE").Lines.Single().ShouldSatisfyAllConditions(
            line => line.LoginName.ShouldBe("anna"), line => line.Active.ShouldBe(false), line => line.IssuePin.ShouldBeTrue());

    [Fact]
    public void Read_WrongValues_AreNamedInTheirLineAndStopNoOther()
    {
        var (lines, _) = UserTable.Read("loginName,role,active\nanna,boss,perhaps\nANNA,user,true\nbert,Administrator,true,more\ncarl,user,true");
        lines.Select(line => line.Errors.Length).ShouldBe([2, 1, 1, 0]);
        lines[1].Errors[0].ShouldContain("line 2");
        lines[2].Role.ShouldBe(UserRole.Administrator);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("displayName\nAnna", "loginName")]
    [InlineData("loginName,shoeSize\nanna,41", "shoeSize")]
    [InlineData("loginName,LoginName\na,b", "twice")]
    [InlineData("loginName\n\"anna", "quote")]
    public void Read_NoUsableFile_SaysWhy(string text, string why) => UserTable.Read(text).Fault.ShouldNotBeNull().ShouldContain(why);

    // Mutants: no bound on lines, values of a line, or a value's length
    [Fact]
    public void Read_BeyondTheBounds_IsRefused()
    {
        UserTable.Read("loginName\n" + string.Join('\n', Enumerable.Range(0, UserTable.LinesMax))).Fault.ShouldBeNull();
        UserTable.Read("loginName\n" + string.Join('\n', Enumerable.Range(0, UserTable.LinesMax + 1))).Fault.ShouldNotBeNull().ShouldContain("split");
        UserTable.Read("loginName\n" + new string('x', 2_000)).Fault.ShouldNotBeNull().ShouldContain("1024");
        UserTable.Read("loginName\n" + new string(',', 100)).Fault.ShouldNotBeNull().ShouldContain("64");
    }

    [Fact]
    public void Line_WrittenAndRead_IsTheSame()
    {
        var user = new User
        {
            Tenant = Domain.Tenants.TenantId.Parse("acme"), Id = UserId.Parse("019a9f5e-7c1a-7bbb-8000-000000000001"), LoginName = "anna", DisplayName = "=Anna, \"B\"", Email = "a@example.com",
            Role = UserRole.Administrator, PrivateQueue = true, Active = false,
        };
        var line = UserTable.Read(UserTable.Head + UserTable.Line(user)).Lines.Single();
        (line.LoginName, line.DisplayName, line.Email, line.Role, line.PrivateQueue, line.Active).ShouldBe(("anna", "=Anna, \"B\"", "a@example.com", UserRole.Administrator, true, false));
    }
}
