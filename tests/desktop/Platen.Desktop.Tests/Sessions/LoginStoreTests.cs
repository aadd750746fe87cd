using Platen.Desktop.CommandLine;

namespace Platen.Desktop.Tests.Sessions;

/// <summary>PR22: the file with the login is its user's alone, and whole.</summary>
public sealed class LoginStoreTests : IDisposable
{
    private readonly LoginScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Login_WrittenAndRead_IsTheSame_InAFileForNobodyElse()
    {
        // mutant: the file is made with the mode that the umask leaves, and narrowed afterwards
        _scene.Store().Write(_scene.Login());
        _scene.Store().Read().ShouldBe(_scene.Login());
        File.GetUnixFileMode(_scene.File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(_scene.Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.GetFiles(_scene.Folder).ShouldHaveSingleItem("nothing is left of writing it");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void Login_ThatOthersCanReadOrWrite_IsRefused_AndCanBeEnded(UnixFileMode more)
    {
        _scene.Store().Write(_scene.Login());
        File.SetUnixFileMode(_scene.File, File.GetUnixFileMode(_scene.File) | more);
        Should.Throw<DesktopException>(() => _scene.Store().Read()).Message.ShouldContain("platen logout");
        _scene.Store().Read(evenIfReadable: true).ShouldNotBeNull();
        _scene.Store().Write(_scene.Login());
        _scene.Store().Read().ShouldNotBeNull("a new one has its own mode");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"Server": "https://p/"}""")]
    [InlineData("""{"Server": 1, "ClientId": []}""")]
    public void Login_ThatIsDamaged_IsRemovedAndSaidSo(string text)
    {
        _scene.Store().Write(_scene.Login());
        File.WriteAllText(_scene.File, text);
        Should.Throw<DesktopException>(() => _scene.Store().Read()).Code.ShouldBe(ExitCode.NotLoggedIn);
        _scene.Store().Read().ShouldBeNull();
    }

    [Fact]
    public void Login_CutAnywhere_IsNone()
    {
        _scene.Store().Write(_scene.Login());
        var whole = File.ReadAllBytes(_scene.File);
        for (var length = 0; length < whole.Length; length += 7)
        {
            _scene.Store().Write(_scene.Login());
            File.WriteAllBytes(_scene.File, whole[..length]);
            Should.Throw<DesktopException>(() => _scene.Store().Read()).Code.ShouldBe(ExitCode.NotLoggedIn);
        }
    }

    [Fact]
    public void Login_AsText_HasNoToken()
    {
        _scene.Login().ToString().ShouldNotContain("a0");
        _scene.Login().ToString().ShouldNotContain("r0");
    }

    [Fact]
    public async Task Lock_ThatAnotherHas_IsWaitedForAndThenGivenUp()
    {
        // mutant: a lock that cannot be had is ignored
        using var held = await _scene.Store().LockAsync(default);
        var second = _scene.Store().LockAsync(default);
        for (var waited = TimeSpan.Zero; !second.IsCompleted && waited < TimeSpan.FromMinutes(5); waited += TimeSpan.FromSeconds(10))
        {
            await _scene.Time.WaitForTimersAsync(1).WaitAsync(TimeSpan.FromSeconds(10));
            _scene.Time.Advance(TimeSpan.FromSeconds(10));
        }

        (await Should.ThrowAsync<DesktopException>(() => second)).Message.ShouldContain("Another platen process");
    }
}
