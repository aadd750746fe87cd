using System.Net.Http.Json;
using System.Text.Json;
using Platen.Gateway.Tests.Hosting;
using Platen.Silo.Passwords;

namespace Platen.Gateway.Tests.Security;

/// <summary>ASVS 6.2.4: the passwords that people choose most are refused.</summary>
[Collection(SiloTests.Name)]
public sealed class CommonListTests(SiloHost silo)
{
    private const int Commonest = 3_000;

    // Mutants: the list is cut; it is compared with regard to case
    [Fact]
    public void EachOfTheCommonest_ThatFitThePolicy_IsOnTheList()
    {
        var list = new CommonList();
        using var resource = typeof(CommonList).Assembly.GetManifestResourceStream(CommonList.Resource)!;
        var commonest = JsonSerializer.Deserialize<string[]>(resource)!.Where(password => password.Length >= 8).Take(Commonest).ToList();
        commonest.Count.ShouldBe(Commonest);
        commonest.ShouldContain("password");
        commonest.Where(password => !list.Has(password) || !list.Has(password.ToUpperInvariant())).ShouldBeEmpty();
        list.Has("violet kettle marsh drum").ShouldBeFalse();
        list.Has(new string('1', 1_000_000)).ShouldBeFalse();
    }

    // through the whole server, by words that its own rules do not find. Mutants: the silo has no list; a way to set a password does not ask
    [Theory]
    [InlineData("Mailcreated5240")]
    [InlineData("Lytdybrbdfvgbhf")]
    public async Task CommonOne_IsRefusedWithAWord_WhereverOneIsSet(string password)
    {
        using var made = await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "common-one", displayName = "Common", password });
        (await made.Content.ReadAsStringAsync()).ShouldContain("those that people choose most");
        using var set = await silo.Administrator.PutAsJsonAsync($"api/v1/users/{silo.UserId}/password", new { password });
        (await set.Content.ReadAsStringAsync()).ShouldContain("those that people choose most");
        using var own = await silo.User.PutAsJsonAsync($"api/v1/users/{silo.UserId}/password", new { password, currentPassword = SiloHost.Password });
        (await own.Content.ReadAsStringAsync()).ShouldContain("those that people choose most");
    }
}
